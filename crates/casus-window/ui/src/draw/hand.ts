/** Strokes that all pictures share: signs of status, hatching, outlines that say "not done". */
import type { Palette } from '../theme';

export type Brush = CanvasRenderingContext2D;

/** Dashes that go with a status: a full line for what was done or is planned, broken where it hangs on something. */
export function dashes(status: string): number[] {
  if (status === 'conditional') return [4, 3];
  if (status === 'hypothetical') return [1.2, 3];
  return [];
}

/** The sign of a status around a point: as the legend has it. */
export function statusSign(brush: Brush, x: number, y: number, r: number, status: string, colour: string, paper: string): void {
  brush.save();
  brush.strokeStyle = colour;
  brush.fillStyle = status === 'happened' ? colour : paper;
  brush.lineWidth = 1.7;
  brush.lineCap = 'round';
  brush.setLineDash(dashes(status));
  brush.beginPath();
  if (status === 'conditional') {
    const w = r * 1.15;
    brush.moveTo(x, y - w);
    brush.lineTo(x + w, y);
    brush.lineTo(x, y + w);
    brush.lineTo(x - w, y);
    brush.closePath();
  } else brush.arc(x, y, r, 0, Math.PI * 2);
  brush.fill();
  brush.stroke();
  if (status === 'negated') {
    brush.setLineDash([]);
    brush.beginPath();
    brush.moveTo(x - r * 0.75, y + r * 0.75);
    brush.lineTo(x + r * 0.75, y - r * 0.75);
    brush.stroke();
  }
  brush.restore();
}

/** How an area says that it was not done: empty, slanting lines, dots, or crossed lines. */
export type Drawn = 'hollow' | 'hatched' | 'dotted' | 'crossed';

/** The same for each status that is no fact. */
export const DRAWN: Record<string, Drawn> = { planned: 'hollow', conditional: 'hatched', hypothetical: 'dotted', negated: 'crossed' };

export function pattern(drawn: Drawn, colour: string, paper: string, ratio: number): CanvasPattern | string {
  if (drawn === 'hollow') return paper;
  const tile = document.createElement('canvas');
  const edge = Math.round((drawn === 'dotted' ? 5 : 6) * ratio);
  tile.width = edge;
  tile.height = edge;
  const brush = tile.getContext('2d')!;
  brush.fillStyle = paper;
  brush.fillRect(0, 0, edge, edge);
  brush.strokeStyle = colour;
  brush.fillStyle = colour;
  brush.lineWidth = 1.3 * ratio;
  brush.beginPath();
  if (drawn === 'dotted') brush.arc(edge / 2, edge / 2, 1.1 * ratio, 0, Math.PI * 2);
  else {
    for (const shift of [-edge, 0, edge]) {
      brush.moveTo(shift, edge);
      brush.lineTo(shift + edge, 0);
      if (drawn === 'crossed') {
        brush.moveTo(shift, 0);
        brush.lineTo(shift + edge, edge);
      }
    }
  }
  if (drawn === 'dotted') brush.fill();
  else brush.stroke();
  return brush.createPattern(tile, 'repeat') ?? colour;
}

/** Words cut to a width. */
export function fitted(brush: Brush, words: string, width: number): string {
  if (brush.measureText(words).width <= width) return words;
  let cut = words;
  while (cut.length > 1 && brush.measureText(`${cut}…`).width > width) cut = cut.slice(0, -Math.max(1, Math.ceil(cut.length / 20)));
  return `${cut.trimEnd()}…`;
}

/** Marks of a time axis between two serial days: years, months or days, as many as fit. */
export function timeMarks(from: number, to: number, width: number): { at: number; label: string; strong: boolean }[] {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const room = Math.max(2, Math.floor(width / 64));
  const span = to - from;
  const marks: { at: number; label: string; strong: boolean }[] = [];
  const first = new Date(from * 864e5);
  if (span / 366 > room * 0.6) {
    const step = [1, 2, 5, 10, 20, 50, 100].find((n) => span / 365.25 / n <= room) ?? 200;
    for (let y = Math.ceil(first.getUTCFullYear() / step) * step; ; y += step) {
      const at = Date.UTC(y, 0, 1) / 864e5;
      if (at > to) break;
      if (at >= from) marks.push({ at, label: String(y), strong: true });
    }
  } else if (span > 70) {
    const step = [1, 2, 3, 6].find((n) => span / 30.4 / n <= room) ?? 12;
    for (let n = 0; ; n += 1) {
      const month = first.getUTCMonth() + n;
      const at = Date.UTC(first.getUTCFullYear(), month, 1) / 864e5;
      if (at > to) break;
      const m = ((month % 12) + 12) % 12;
      if (at >= from && m % step === 0) marks.push({ at, label: m === 0 || !marks.length ? `${months[m]} ${new Date(at * 864e5).getUTCFullYear()}` : months[m]!, strong: m === 0 });
    }
  } else {
    const step = [1, 2, 3, 7, 14].find((n) => span / n <= room) ?? 14;
    for (let at = Math.ceil(from); at <= to; at += step) {
      const on = new Date(at * 864e5);
      marks.push({ at, label: `${on.getUTCDate()} ${months[on.getUTCMonth()]}`, strong: on.getUTCDate() === 1 });
    }
  }
  return marks;
}

export function font(colours: Palette, size: number, weight = 400): string {
  return `${weight} ${size}px ${colours.font}`;
}
