/** Claimed numbers against the ledger's own count, and the gap between them, with uPlot. */
import uPlot from 'uplot';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { day, serial } from '../dates';
import { number } from '../words';
import { Readout, Stepper, usePalette, useWidth } from './canvas';
import { font, timeMarks } from './hand';

export type Point = { on: string; number: number; to: number | null; comparator: string; who: string; words: string; counted: number | null };

type Line = { day: string; total: number }[];
type Props = { points: Point[]; line: Line; others?: { source: string; line: Line }[]; label: string; height?: number };

export function ClaimsChart({ points, line, others = [], label, height = 300 }: Props) {
  const { ref, width } = useWidth();
  const hold = useRef<HTMLDivElement>(null);
  const colours = usePalette();
  const [chosen, setChosen] = useState<number | null>(null);
  const chosenNow = useRef<number | null>(null);
  const plot = useRef<uPlot | null>(null);
  chosenNow.current = chosen;

  useLayoutEffect(() => {
    if (!width || !hold.current) return;
    const all = [...line.map((one) => serial(one.day)!), ...others.flatMap((other) => other.line.map((one) => serial(one.day)!)), ...points.map((one) => serial(one.on)!)];
    if (!all.length) return;
    const [first, last] = [Math.min(...all), Math.max(...all)];
    const margin = Math.max(3, (last - first) * 0.04);
    const xs = [...line.map((one) => serial(one.day)! * 86400), (last + margin) * 86400];
    const totals: number[] = [...line.map((one) => one.total), line.at(-1)?.total ?? 0];
    const most = Math.max(1, ...totals, ...others.flatMap((other) => other.line.map((one) => one.total)), ...points.map((one) => one.to ?? one.number));
    const marks = timeMarks(first - margin, last + margin, width - 60);
    const options: uPlot.Options = {
      width, height, legend: { show: false },
      tzDate: (at) => uPlot.tzDate(new Date(at * 1000), 'UTC'),
      cursor: { x: false, y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { time: true, range: [(first - margin) * 86400, (last + margin) * 86400] }, y: { range: [0, most * 1.12] } },
      series: [{}, { label: 'ledger', stroke: colours.ink, width: 2, paths: uPlot.paths.stepped!({ align: 1 }), fill: colours.faint, points: { show: false }, show: line.length > 0 }],
      axes: [
        { stroke: colours.quiet, font: font(colours, 12), grid: { show: false }, ticks: { stroke: colours.rule, size: 4 }, gap: 4, size: 28, splits: () => marks.map((one) => one.at * 86400), values: () => marks.map((one) => one.label) },
        { stroke: colours.quiet, font: font(colours, 12), grid: { stroke: colours.faint, width: 1 }, ticks: { show: false }, gap: 4, size: 46, values: (_u, splits) => splits.map(number) },
      ],
      hooks: {
        draw: [(u) => others.forEach((other) => tableLine(u, other.line, other.source)), (u) => points.forEach((point, at) => mark(u, point, at === chosenNow.current))],
        ready: [(u) => {
          u.ctx.canvas.setAttribute('role', 'img');
          u.ctx.canvas.setAttribute('aria-label', label);
          u.over.addEventListener('mousemove', (event) => setChosen(near(u, event.offsetX, event.offsetY)));
          u.over.addEventListener('mouseleave', () => setChosen(null));
        }],
      },
    };
    const near = (u: uPlot, x: number, y: number) => {
      let [best, gap] = [null as number | null, 28];
      points.forEach((point, at) => {
        const away = Math.hypot(u.valToPos(serial(point.on)! * 86400, 'x') - x, u.valToPos(point.number, 'y') - y);
        if (away < gap) [best, gap] = [at, away];
      });
      return best;
    };
    const tableLine = (u: uPlot, counted: Line, source: string) => {
      const ratio = devicePixelRatio || 1;
      const brush = u.ctx;
      brush.save();
      brush.strokeStyle = colours.quiet;
      brush.lineWidth = 1.4 * ratio;
      brush.setLineDash([6 * ratio, 3 * ratio]);
      brush.beginPath();
      let y = u.valToPos(0, 'y', true);
      counted.forEach((one, at) => {
        const x = u.valToPos(serial(one.day)! * 86400, 'x', true);
        if (at) brush.lineTo(x, y);
        y = u.valToPos(one.total, 'y', true);
        if (at) brush.lineTo(x, y);
        else brush.moveTo(x, y);
      });
      brush.lineTo(u.valToPos((last + margin) * 86400, 'x', true), y);
      brush.stroke();
      brush.setLineDash([]);
      brush.fillStyle = colours.quiet;
      brush.font = `${11 * ratio}px ${colours.font}`;
      brush.textAlign = 'right';
      brush.fillText(source, u.valToPos((last + margin) * 86400, 'x', true) - 4 * ratio, y - 5 * ratio);
      brush.restore();
    };
    const mark = (u: uPlot, point: Point, strong: boolean) => {
      const ratio = devicePixelRatio || 1;
      const brush = u.ctx;
      const x = u.valToPos(serial(point.on)! * 86400, 'x', true);
      const y = u.valToPos(point.number, 'y', true);
      brush.save();
      brush.lineWidth = (strong ? 2.4 : 1.4) * ratio;
      if (point.counted !== null) {
        // The gap to the ledger's count on that day.
        const base = u.valToPos(point.counted, 'y', true);
        brush.strokeStyle = colours.quad['verbal-conflict']!;
        brush.setLineDash([3 * ratio, 3 * ratio]);
        brush.beginPath();
        brush.moveTo(x, base);
        brush.lineTo(x, y);
        brush.stroke();
        const off = point.number - point.counted;
        if (off && Math.abs(base - y) > 26 * ratio) {
          brush.font = `${11 * ratio}px ${colours.font}`;
          brush.fillStyle = colours.ink;
          brush.textAlign = 'left';
          brush.fillText(`${off > 0 ? '+' : '−'}${number(Math.abs(off))}`, x + 6 * ratio, (base + y) / 2 + 4 * ratio);
        }
        brush.setLineDash([]);
      }
      if (point.to !== null) {
        brush.strokeStyle = colours.accent;
        brush.beginPath();
        brush.moveTo(x, y);
        brush.lineTo(x, u.valToPos(point.to, 'y', true));
        brush.stroke();
      }
      brush.strokeStyle = colours.accent;
      brush.fillStyle = point.comparator === 'exactly' || point.comparator === 'ordinal' ? colours.accent : colours.paper;
      if (point.comparator === 'about') brush.setLineDash([3 * ratio, 2.4 * ratio]);
      const r = (strong ? 7 : 5.2) * ratio;
      brush.beginPath();
      if (point.comparator === 'at_least' || point.comparator === 'more_than') triangle(brush, x, y, r * 1.15, -1);
      else if (point.comparator === 'at_most' || point.comparator === 'less_than') triangle(brush, x, y, r * 1.15, 1);
      else brush.arc(x, y, r, 0, Math.PI * 2);
      brush.fill();
      brush.stroke();
      brush.restore();
    };
    const made = new uPlot(options, [xs, line.length ? totals : xs.map(() => null)], hold.current);
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [width, height, colours, points, line, others, label]);
  useLayoutEffect(() => plot.current?.redraw(false, false), [chosen]);

  const describe = (at: number) => {
    const point = points[at]!;
    const gap = point.counted === null ? '' : point.number === point.counted ? ' The ledger counts the same.'
      : ` The ledger counts ${number(point.counted)}: ${number(Math.abs(point.number - point.counted))} ${point.number > point.counted ? 'fewer' : 'more'}.`;
    return `${day(point.on)}: ${point.words}, says ${point.who}.${gap}`;
  };
  return (
    <div class="drawing">
      <Stepper points={points.length} chosen={chosen} setChosen={setChosen} label={label}>
        <div ref={ref} class="drawing-hold" style={{ minHeight: `${height}px` }}><div ref={hold} /></div>
      </Stepper>
      <Readout words={chosen !== null && points[chosen] ? describe(chosen) : ''} />
    </div>
  );
}

function triangle(brush: CanvasRenderingContext2D, x: number, y: number, r: number, way: 1 | -1): void {
  brush.moveTo(x, y + r * way);
  brush.lineTo(x + r, y - r * 0.75 * way);
  brush.lineTo(x - r, y - r * 0.75 * way);
  brush.closePath();
}
