/** Counts by stretch and class, made ready for the bars. */
import type { Layer } from '../draw/bars';
import type { Row } from '../api';
import { period, periodsOver, placeIn, type Period, type Unit } from '../dates';
import { quadWord, many, QUADS } from '../words';

export const COOPERATION = ['material-cooperation', 'verbal-cooperation'] as const;
export const CONFLICT = ['material-conflict', 'verbal-conflict'] as const;

export type Timeline = { periods: Period[]; unit: Unit; series: Record<string, number[]>; rest: Record<string, number[]> };

const empty = (n: number) => Array<number>(n).fill(0);

/** As the program sends it: days, weeks or months, and a series a class. */
export function fromAnswer(answer: Row): Timeline {
  const unit: Unit = answer.unit ?? (answer.weeks ? 'week' : answer.months ? 'month' : answer.years ? 'year' : 'day');
  const opens: string[] = answer.days ?? answer.weeks ?? answer.months ?? answer.years ?? [];
  return { periods: opens.map((on) => period(on, unit)), unit, series: answer.series ?? {}, rest: answer.not_happened ?? {} };
}

/** Counted from rows that have a first day, a class and a status. */
export function fromRows(rows: Row[]): Timeline | null {
  const known = rows.filter((row) => row.start_date);
  if (!known.length) return null;
  const ordered = known.map((row) => row.start_date as string).sort();
  const { unit, periods } = periodsOver(ordered[0]!, ordered.at(-1)!);
  const line: Timeline = { periods, unit, series: {}, rest: {} };
  for (const row of known) {
    const at = placeIn(periods, row.start_date);
    const into = row.status && row.status !== 'happened' ? line.rest : line.series;
    (into[row.quad] ??= empty(periods.length))[at]! += 1;
  }
  return line;
}

export function layers(line: Timeline): { up: Layer[]; down: Layer[] } {
  const none = empty(line.periods.length);
  const side = (quads: readonly string[]): Layer[] => [
    ...quads.map((quad) => ({ name: quadWord(quad), values: line.series[quad] ?? none, colour: (colours: any) => colours.quad[quad] })),
    ...quads.filter((quad) => line.rest[quad]?.some(Boolean)).map((quad) => ({
      name: `${quadWord(quad)}, not or not yet happened`, values: line.rest[quad]!, hatched: true, colour: (colours: any) => colours.quad[quad],
    })),
  ];
  return { up: side(COOPERATION), down: side(CONFLICT) };
}

export function describe(line: Timeline, at: number): string {
  const parts = QUADS.map((quad) => [quadWord(quad).toLowerCase(), line.series[quad]?.[at] ?? 0] as const).filter(([, n]) => n);
  const rest = Object.values(line.rest).reduce((sum, values) => sum + (values[at] ?? 0), 0);
  const told = parts.map(([what, n]) => `${n} ${what}`);
  if (rest) told.push(`${rest} that did not happen, or not yet`);
  return `${line.periods[at]!.label}: ${told.join(' · ') || 'nothing'}`;
}

export function summary(line: Timeline, what: string): string {
  const sums = QUADS.map((quad) => [quad, (line.series[quad] ?? []).reduce((a, b) => a + b, 0)] as const);
  const total = sums.reduce((sum, [, n]) => sum + n, 0);
  const biggest = line.periods.map((one, at) => [one.label, QUADS.reduce((sum, quad) => sum + (line.series[quad]?.[at] ?? 0), 0)] as const).sort((a, b) => b[1] - a[1])[0];
  const shares = sums.filter(([, n]) => n).map(([quad, n]) => `${n} ${quadWord(quad).toLowerCase()}`).join(', ');
  return `${what} by ${line.unit}: ${many(total, 'incident')}${shares ? ` (${shares})` : ''}.${biggest && biggest[1] ? ` Most in ${biggest[0]}: ${biggest[1]}.` : ''}`;
}

export function tableRows(line: Timeline): Row[] {
  return line.periods.map((one, at) => {
    const row: Row = { period: one.label, from: one.from, to: one.to };
    for (const quad of QUADS) row[quad] = line.series[quad]?.[at] ?? 0;
    const rest = Object.values(line.rest).reduce((sum, values) => sum + (values[at] ?? 0), 0);
    row.not_happened = rest;
    return row;
  }).reverse();
}
