/** Rows of stretches over time: commitments, states, who tells what of one act. */
import { useCallback } from 'preact/hooks';
import type { Palette } from '../theme';
import { day, serial } from '../dates';
import { Canvas } from './canvas';
import { dashes, fitted, font, statusSign, timeMarks, type Brush } from './hand';

export type SpanSign = { on: string; sign: 'said' | 'triggered' | 'met' | 'lapsed' | 'withdrawn' | 'deadline' | 'published'; };
export type Span = {
  name: string;
  side?: string;
  from: string | null;
  to: string | null;
  open?: boolean;
  status: string;
  colour: (colours: Palette) => string;
  signs?: SpanSign[];
  words: string;
};

const ROW = 30;
const FOOT = 30;

export function Spans({ spans, label, pick }: { spans: Span[]; label: string; pick?: (at: number) => void }) {
  const known = spans.flatMap((span) => [span.from, span.to, ...(span.signs ?? []).map((sign) => sign.on)]).map(serial).filter((at): at is number => at !== null);
  const [low, high] = known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
  const margin = Math.max(2, (high - low) * 0.03);
  const [from, to] = [low - margin, high + margin];
  const paint = useCallback((brush: Brush, width: number, height: number, colours: Palette, chosen: number | null) => {
    const narrow = width < 560;
    const left = narrow ? 8 : Math.min(300, width * 0.34);
    const x = (at: number) => left + ((at - from) / (to - from)) * (width - left - 12);
    const rowHigh = narrow ? ROW + 16 : ROW;
    brush.textBaseline = 'middle';
    for (const mark of timeMarks(from, to, width - left)) {
      brush.strokeStyle = mark.strong ? colours.rule : colours.faint;
      brush.lineWidth = 1;
      brush.beginPath();
      brush.moveTo(x(mark.at), 0);
      brush.lineTo(x(mark.at), height - FOOT + 4);
      brush.stroke();
      brush.font = font(colours, 11.5);
      brush.fillStyle = colours.quiet;
      brush.textAlign = 'center';
      brush.fillText(mark.label, Math.min(width - 24, Math.max(24, x(mark.at))), height - FOOT / 2 + 2);
    }
    spans.forEach((span, at) => {
      const top = at * rowHigh;
      const y = narrow ? top + 30 : top + ROW / 2;
      const colour = span.colour(colours);
      if (at === chosen) {
        brush.fillStyle = colours.faint;
        brush.fillRect(0, top, width, rowHigh);
      }
      brush.textAlign = 'left';
      brush.fillStyle = colours.ink;
      brush.font = font(colours, 12.5, 500);
      const name = fitted(brush, span.name, (narrow ? width - 16 : left - 14) - (span.side ? 60 : 0));
      brush.fillText(name, narrow ? 8 : 0, narrow ? top + 11 : y);
      if (span.side) {
        const end = brush.measureText(name).width + (narrow ? 8 : 0);
        brush.fillStyle = colours.quiet;
        brush.font = font(colours, 12);
        brush.fillText(fitted(brush, span.side, 60), end + 7, narrow ? top + 11 : y);
      }
      const [a, b] = [serial(span.from ?? span.to), serial(span.to ?? span.from)];
      if (a === null || b === null) {
        brush.fillStyle = colours.quiet;
        brush.font = `italic ${font(colours, 12)}`;
        brush.fillText('day unknown', left, y);
        return;
      }
      line(brush, x(a), span.open ? x(to) : x(b), y, span, colour, colours);
      for (const sign of span.signs ?? []) {
        const on = serial(sign.on);
        if (on !== null) drawSign(brush, x(on), y, sign.sign, colour, colours);
      }
    });
  }, [spans, from, to]);
  const rowOf = (width: number) => (width < 560 ? ROW + 16 : ROW);
  const nearest = useCallback((_x: number, y: number, width: number) => {
    const at = Math.floor(y / rowOf(width));
    return at >= 0 && at < spans.length ? at : null;
  }, [spans]);
  if (!spans.length) return null;
  return (
    <Canvas label={label} height={(width) => spans.length * rowOf(width) + FOOT} paint={paint} points={spans.length}
      describe={(at) => spans[at]!.words} nearest={nearest} pick={pick} />
  );
}

function line(brush: Brush, a: number, b: number, y: number, span: Span, colour: string, colours: Palette): void {
  brush.save();
  brush.strokeStyle = colour;
  brush.lineWidth = span.status === 'happened' ? 5 : 2;
  brush.setLineDash(dashes(span.status));
  brush.lineCap = span.status === 'happened' ? 'butt' : 'round';
  if (b - a >= 3) {
    brush.beginPath();
    brush.moveTo(a, y);
    brush.lineTo(b, y);
    brush.stroke();
  }
  brush.restore();
  if (span.open) {
    brush.fillStyle = colour;
    brush.beginPath();
    brush.moveTo(b + 6, y);
    brush.lineTo(b - 1, y - 4.5);
    brush.lineTo(b - 1, y + 4.5);
    brush.fill();
  }
  if (!span.signs?.some((sign) => sign.sign === 'said')) statusSign(brush, a, y, 5.2, span.status, colour, colours.paper);
  if (b - a >= 8 && !span.open && !span.signs?.length) statusSign(brush, b, y, 4, span.status, colour, colours.paper);
}

function drawSign(brush: Brush, x: number, y: number, sign: SpanSign['sign'], colour: string, colours: Palette): void {
  brush.save();
  brush.lineWidth = 1.8;
  brush.strokeStyle = colour;
  brush.fillStyle = colour;
  brush.lineCap = 'round';
  brush.beginPath();
  if (sign === 'said') {
    brush.fillStyle = colours.paper;
    brush.arc(x, y, 4.6, 0, Math.PI * 2);
    brush.fill();
  } else if (sign === 'published') {
    brush.strokeStyle = colours.quiet;
    brush.moveTo(x, y - 8);
    brush.lineTo(x, y + 8);
  } else if (sign === 'triggered') {
    brush.moveTo(x, y - 7);
    brush.lineTo(x + 7, y + 5);
    brush.lineTo(x - 7, y + 5);
    brush.closePath();
    brush.fill();
  } else if (sign === 'met') {
    brush.arc(x, y, 7.5, 0, Math.PI * 2);
    brush.fill();
    brush.strokeStyle = colours.paper;
    brush.beginPath();
    brush.moveTo(x - 3.4, y);
    brush.lineTo(x - 0.8, y + 2.8);
    brush.lineTo(x + 3.6, y - 2.8);
  } else if (sign === 'withdrawn') {
    brush.moveTo(x - 5, y - 5);
    brush.lineTo(x + 5, y + 5);
    brush.moveTo(x + 5, y - 5);
    brush.lineTo(x - 5, y + 5);
  } else {
    brush.moveTo(x, y - 8);
    brush.lineTo(x, y + 8);
    brush.moveTo(x - 3, y - 8);
    brush.lineTo(x + 3, y - 8);
    brush.moveTo(x - 3, y + 8);
    brush.lineTo(x + 3, y + 8);
  }
  brush.stroke();
  brush.restore();
}

/** "12 Mar 2024: triggered" for readouts and summaries. */
export const told = (on: string, what: string) => `${day(on)}: ${what}`;
