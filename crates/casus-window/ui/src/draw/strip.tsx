/** Where in a report each layer's marks lie: one line a layer, left the first word, right the last. */
import { useCallback } from 'preact/hooks';
import type { Palette } from '../theme';
import { Canvas } from './canvas';
import { dashes, font, type Brush } from './hand';
import type { Mark } from '../views/article_marks';
import { LAYERS } from '../views/article_marks';

export function Strip({ marks, length, label, pick }: { marks: Mark[]; length: number; label: string; pick: (mark: Mark) => void }) {
  const shown = LAYERS.filter((layer) => marks.some((mark) => mark.layer === layer.key));
  const rowHigh = 26;
  const left = 104;
  const ordered = marks;
  const paint = useCallback((brush: Brush, width: number, _high: number, colours: Palette, chosen: number | null) => {
    const x = (at: number) => left + (at / Math.max(1, length)) * (width - left - 4);
    brush.textBaseline = 'middle';
    shown.forEach((layer, row) => {
      const y = row * rowHigh + rowHigh / 2;
      brush.font = font(colours, 12.5);
      brush.fillStyle = colours.quiet;
      brush.fillText(layer.label, 0, y);
      brush.strokeStyle = colours.rule;
      brush.lineWidth = 1;
      brush.beginPath();
      brush.moveTo(left, y + 0.5);
      brush.lineTo(width, y + 0.5);
      brush.stroke();
    });
    ordered.forEach((mark, at) => {
      const row = shown.findIndex((layer) => layer.key === mark.layer);
      const y = row * rowHigh + 5;
      const colour = mark.quad ? colours.quad[mark.quad] ?? colours.ink : mark.layer === 'actors' ? colours.quiet : colours.accent;
      const wide = Math.max(3, x(mark.end) - x(mark.start) - 1.5);
      brush.save();
      brush.fillStyle = mark.status && mark.status !== 'happened' ? colours.paper : colour;
      brush.strokeStyle = at === chosen ? colours.ink : colour;
      brush.lineWidth = at === chosen ? 2 : 1.2;
      brush.setLineDash(dashes(mark.status ?? 'happened'));
      brush.beginPath();
      brush.rect(x(mark.start) + 0.5, y, wide, rowHigh - 10);
      brush.fill();
      brush.stroke();
      if (mark.status === 'negated') {
        brush.setLineDash([]);
        brush.beginPath();
        brush.moveTo(x(mark.start), y + rowHigh - 10);
        brush.lineTo(x(mark.start) + wide, y);
        brush.stroke();
      }
      brush.restore();
    });
  }, [ordered, length]);
  const nearest = useCallback((px: number, py: number, width: number) => {
    const layer = shown[Math.floor(py / rowHigh)];
    if (!layer) return null;
    const at = ((px - left) / (width - left - 4)) * length;
    let [best, gap] = [null as number | null, length * 0.03];
    ordered.forEach((mark, place) => {
      if (mark.layer !== layer.key) return;
      const away = at < mark.start ? mark.start - at : at > mark.end ? at - mark.end : 0;
      if (away < gap) [best, gap] = [place, away];
    });
    return best;
  }, [ordered, length]);
  if (!shown.length) return null;
  return (
    <Canvas label={label} height={shown.length * rowHigh} paint={paint} points={ordered.length}
      describe={(at) => `${ordered[at]!.title}: ${ordered[at]!.text}`} nearest={nearest} pick={(at) => pick(ordered[at]!)} />
  );
}
