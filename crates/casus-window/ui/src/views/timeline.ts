/** Counts by stretch and class, made ready for the bars. */
import type { Layer } from '../draw/bars';
import type { Row } from '../api';
import { period, periodsOver, placeIn, serial, type Period, type Unit } from '../dates';
import { DRAWN } from '../draw/hand';
import { quadWord, many, QUADS, STATUSES, STATUS_SHORT } from '../words';

export const COOPERATION = ['material-cooperation', 'verbal-cooperation'] as const;
export const CONFLICT = ['material-conflict', 'verbal-conflict'] as const;

/** `rest` is by class, what did not happen or not yet; `statuses` the same by status, where that is all that is told. */
export type Timeline = { periods: Period[]; unit: Unit; series: Record<string, number[]>; rest: Record<string, number[]>; statuses?: Record<string, number[]>; left?: number };

const empty = (n: number) => Array<number>(n).fill(0);

/** As the program sends it: days, weeks or months, and a series a class. */
export function fromAnswer(answer: Row): Timeline {
  const unit = (String(answer.unit ?? 'days').replace(/s$/, '') || 'day') as Unit;
  const opens: string[] = answer[`${unit}s`] ?? answer.days ?? answer.weeks ?? answer.months ?? answer.years ?? [];
  return fromFirst({ periods: opens.map((on) => period(on, unit)), unit, series: answer.series ?? {}, rest: {}, statuses: answer.statuses });
}

/** Leaves out a few early stragglers that would press all else into a corner: an act of years ago that a report recalls. */
function fromFirst(line: Timeline): Timeline {
  const n = line.periods.length;
  const all = line.periods.map((_, at) => [...Object.values(line.series), ...Object.values(line.rest), ...Object.values(line.statuses ?? {})].reduce((sum, values) => sum + (values[at] ?? 0), 0));
  const total = all.reduce((a, b) => a + b, 0);
  let [from, left] = [0, 0];
  for (let at = 0; at < n - 1; at += 1) {
    if (left + all[at]! > total * 0.04) break;
    left += all[at]!;
    from = at + 1;
  }
  if (from < n * 0.4 || n < 8) return line;
  const cut = (of: Record<string, number[]> | undefined) => of && Object.fromEntries(Object.entries(of).map(([name, values]) => [name, values.slice(from)]));
  const kept = line.periods.slice(from);
  const whole = { ...line, periods: kept, series: cut(line.series)!, rest: cut(line.rest)!, statuses: cut(line.statuses), left };
  return whole;
}

/** Counted from rows that have a first day, a class and a status. */
export function fromRows(rows: Row[]): Timeline | null {
  const known = rows.filter((row) => row.start_date);
  if (!known.length) return null;
  const ordered = known.map((row) => row.start_date as string).sort();
  // The same stragglers as above, before the stretch is chosen.
  const early = Math.min(Math.floor(ordered.length * 0.04), ordered.length - 1);
  const [first, main, last] = [serial(ordered[0]!)!, serial(ordered[early]!)!, serial(ordered.at(-1)!)!];
  const left = last - main < (last - first) * 0.6 ? early : 0;
  const { unit, periods } = periodsOver(ordered[left]!, ordered.at(-1)!);
  const line: Timeline = { periods, unit, series: {}, rest: {}, left };
  for (const row of known) {
    const at = placeIn(periods, row.start_date);
    if (at < 0) continue;
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
      name: `${quadWord(quad)}, not or not yet happened`, values: line.rest[quad]!, drawn: 'hatched', colour: (colours: any) => colours.quad[quad],
    })),
  ];
  return { up: side(COOPERATION), down: side(CONFLICT) };
}

/** What did not happen, or not yet, by status. */
export function unrealised(line: Timeline): Layer[] {
  return STATUSES.slice(1).filter((status) => line.statuses?.[status]?.some(Boolean)).map((status) => ({
    name: STATUS_SHORT[status]!, values: line.statuses![status]!, colour: (colours: any) => colours.quiet, drawn: DRAWN[status],
  }));
}

export function describe(line: Timeline, at: number): string {
  const parts = QUADS.map((quad) => [quadWord(quad).toLowerCase(), line.series[quad]?.[at] ?? 0] as const).filter(([, n]) => n);
  const rest = Object.values(line.rest).reduce((sum, values) => sum + (values[at] ?? 0), 0);
  const told = parts.map(([what, n]) => `${n} ${what}`);
  for (const status of STATUSES.slice(1)) if (line.statuses?.[status]?.[at]) told.push(`${line.statuses[status]![at]} ${STATUS_SHORT[status]}`);
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
    for (const status of STATUSES.slice(1)) if (line.statuses) row[status] = line.statuses[status]?.[at] ?? 0;
    if (Object.keys(line.rest).length) row.not_happened = Object.values(line.rest).reduce((sum, values) => sum + (values[at] ?? 0), 0);
    return row;
  }).reverse();
}
