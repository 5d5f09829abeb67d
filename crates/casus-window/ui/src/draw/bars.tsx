/**
 * Counts over time with uPlot: what builds above the line, what breaks below it. Within a side, words stand outside and deeds
 * at the line; what did not happen, or not yet, is hatched and outlined beyond them. A mean score may run through as a line.
 */
import uPlot from 'uplot';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Period } from '../dates';
import { number } from '../words';
import { Readout, Stepper, usePalette, useWidth } from './canvas';
import { font, pattern, type Drawn } from './hand';
import type { Palette } from '../theme';

/** One layer: from the line outward, in the order given. */
export type Layer = { name: string; values: number[]; colour: (colours: Palette) => string; drawn?: Drawn };

type Props = {
  periods: Period[];
  up: Layer[];
  down?: Layer[];
  line?: { name: string; values: (number | null)[]; range?: [number, number] };
  height?: number;
  label: string;
  describe: (at: number) => string;
  pick?: (at: number) => void;
  onStep?: (at: number | null) => void;
  heading?: string;
  rest?: ComponentChildren | null;
  /** Charts with one key point at the same stretch. */
  shared?: { at: number | null; set: (at: number | null) => void };
  most?: number;
  /** Whether the stretches are named beneath. */
  axis?: boolean;
};

export function Bars({ periods, up, down = [], line, height = 220, label, describe, pick, onStep, heading, rest, shared, most, axis = true }: Props) {
  const { ref, width } = useWidth();
  const hold = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const colours = usePalette();
  const [own, setOwn] = useState<number | null>(null);
  const chosen = shared ? shared.at : own;
  const setChosen = shared ? shared.set : setOwn;
  const handlers = useRef({ setChosen, pick });
  handlers.current = { setChosen, pick };

  useLayoutEffect(() => {
    if (!width || !hold.current || !periods.length) return;
    const { options, data } = chart({ periods, up, down, line, height, width, colours, most, axis });
    options.hooks = {
      setCursor: [(u) => {
        const at = u.cursor.idx ?? null;
        if ((u.cursor.left ?? -1) >= 0) handlers.current.setChosen(at);
      }],
      ready: [(u) => {
        u.over.addEventListener('mouseleave', () => handlers.current.setChosen(null));
        u.over.addEventListener('click', () => u.cursor.idx !== null && u.cursor.idx !== undefined && handlers.current.pick?.(u.cursor.idx));
        if (handlers.current.pick) u.over.style.cursor = 'pointer';
        u.ctx.canvas.setAttribute('role', 'img');
        u.ctx.canvas.setAttribute('aria-label', label);
      }],
    };
    const made = new uPlot(options, data, hold.current);
    plot.current = made;
    return () => {
      made.destroy();
      plot.current = null;
    };
  }, [width, height, periods, up, down, line, colours, label, most, axis]);

  useEffect(() => {
    onStep?.(chosen);
    const u = plot.current;
    if (!u) return;
    // The stripe under the chosen stretch; uPlot's own cursor follows the mouse alone.
    const stripe = u.over.querySelector<HTMLElement>('.stripe') ?? u.over.appendChild(Object.assign(document.createElement('div'), { className: 'stripe' }));
    stripe.hidden = chosen === null || chosen >= periods.length;
    if (!stripe.hidden) {
      const step = u.over.clientWidth / Math.max(1, periods.length);
      stripe.style.left = `${u.valToPos(chosen!, 'x') - step / 2}px`;
      stripe.style.width = `${step}px`;
    }
  }, [chosen, width, periods, colours]);

  return (
    <div class="drawing" data-heading={heading}>
      {heading && <p class="drawing-heading">{heading}</p>}
      <Stepper points={periods.length} chosen={chosen} setChosen={setChosen} pick={pick} label={label}>
        <div ref={ref} class="drawing-hold" style={{ minHeight: `${height}px` }}><div ref={hold} /></div>
      </Stepper>
      {rest !== null && <Readout words={chosen !== null && chosen < periods.length ? describe(chosen) : ''} rest={rest} pickable={!!pick} />}
    </div>
  );
}

type Made = Pick<Props, 'periods' | 'up' | 'line' | 'most' | 'axis'> & { down: Layer[]; height: number; width: number; colours: Palette };

function chart({ periods, up, down, line, height, width, colours, most, axis }: Made): { options: uPlot.Options; data: uPlot.AlignedData } {
  const ratio = Math.max(1, devicePixelRatio || 1);
  const xs = periods.map((_, at) => at);
  const series: uPlot.Series[] = [{}];
  const data: (number | null)[][] = [xs];
  const bars = uPlot.paths.bars!({ size: [0.78, 46], align: 0 });
  const side = (layers: Layer[], sign: 1 | -1) => {
    // The outermost is drawn first and stands for the sum, so that each next one covers its own part.
    const sums = layers.map((_, place) => xs.map((at) => layers.slice(0, place + 1).reduce((sum, one) => sum + (one.values[at] ?? 0), 0)));
    for (let place = layers.length - 1; place >= 0; place -= 1) {
      const layer = layers[place]!;
      const colour = layer.colour(colours);
      series.push({
        label: layer.name, paths: bars, points: { show: false },
        fill: layer.drawn ? pattern(layer.drawn, colour, colours.paper, ratio) as string : colour,
        stroke: layer.drawn ? colour : colours.paper,
        width: layer.drawn ? 1 : 0.6,
      });
      data.push(sums[place]!.map((value) => (value ? value * sign : null)));
    }
    return Math.max(0, ...(sums.at(-1) ?? [0]));
  };
  const [high, low] = [side(up, 1), side(down, -1)];
  if (line) {
    series.push({ label: line.name, scale: 'score', stroke: colours.ink, width: 1.6, spanGaps: true, points: { show: true, size: 5, fill: colours.paper, stroke: colours.ink } });
    data.push(line.values);
  }
  const top = most ?? Math.max(high, low, 1);
  const range: [number, number] = down.length ? [-(most ?? Math.max(low, 1)) * 1.08, (most ?? Math.max(high, 1)) * 1.08] : [0, top * 1.08];
  const room = Math.max(1, Math.floor((width - 60) / 62));
  const step = Math.max(1, Math.ceil(periods.length / room));
  const axisFont = font(colours, 12);
  const [scoreLow, scoreHigh] = line?.range ?? [-10, 10];
  const options: uPlot.Options = {
    width, height, series, padding: [10, line ? 4 : 14, 0, 0],
    legend: { show: false },
    cursor: { x: false, y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: false, range: [-0.5, Math.max(0.5, periods.length - 0.5)] },
      y: { range },
      score: { range: [scoreLow, scoreHigh] },
    },
    axes: [
      {
        stroke: colours.quiet, font: axisFont, grid: { show: false }, ticks: { stroke: colours.rule, size: 4, width: 1 }, gap: 5, size: periods.length > 1 && periods[0]!.from.slice(0, 4) === periods[0]!.label ? 26 : 40,
        show: axis,
        splits: () => xs.filter((at) => at % step === 0),
        values: (_u, splits) => splits.map((at) => (Number.isInteger(at) ? withYear(periods, at, step) : '')),
      },
      {
        stroke: colours.quiet, font: axisFont, grid: { stroke: colours.faint, width: 1 }, ticks: { show: false }, gap: 4, size: 40,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000],
        values: (_u, splits) => splits.map((value) => number(Math.abs(value))), space: 34,
      },
      ...(line ? [{
        scale: 'score', side: 1 as const, stroke: colours.quiet, font: axisFont, grid: { show: false }, ticks: { show: false }, gap: 4, size: 36,
        values: (_u: uPlot, splits: number[]) => splits.map((value) => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0')), space: 34,
      }] : []),
    ],
  };
  return { options, data: data as uPlot.AlignedData };
}

/** The year is written where it is new. */
function withYear(periods: Period[], at: number, step: number): string {
  const one = periods[at];
  if (!one) return '';
  const year = one.from.slice(0, 4);
  const before = periods[at - step]?.from.slice(0, 4);
  return year !== before && !one.short.includes(year) ? `${one.short}\n${year}` : one.short;
}
