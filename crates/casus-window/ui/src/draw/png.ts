/** A picture as a file: the canvases of a figure under its title, with what it is drawn from. */
import { palette } from '../theme';
import { save } from '../parts/save';
import { pattern, type Drawn } from './hand';

const EDGE = 24;

export async function savePng(figure: HTMLElement, title: string, name: string): Promise<void> {
  const colours = palette();
  const canvases = [...figure.querySelectorAll('canvas')];
  if (!canvases.length) return;
  const ratio = canvases[0]!.width / Math.max(1, canvases[0]!.getBoundingClientRect().width) || 1;
  const legend = [...figure.querySelectorAll<HTMLElement>('.legend li')];
  const note = figure.querySelector('figcaption .note')?.textContent?.trim() ?? '';
  const wide = Math.max(360, ...canvases.map((one) => one.width / ratio)) + EDGE * 2;
  const headings = canvases.map((one) => one.closest('[data-heading]')?.getAttribute('data-heading') ?? '');
  const high = canvases.reduce((sum, one, place) => sum + one.height / ratio + (headings[place] ? 24 : 8), 0);
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d')!;
  const lines = wrap(brush, note, wide - EDGE * 2, `13px ${colours.font}`);
  const legendHigh = legend.length ? 26 : 0;
  const total = EDGE + 26 + lines.length * 18 + legendHigh + high + 44;
  canvas.width = Math.round(wide * ratio);
  canvas.height = Math.round(total * ratio);
  brush.scale(ratio, ratio);
  brush.fillStyle = colours.paper;
  brush.fillRect(0, 0, wide, total);
  let y = EDGE + 14;
  text(brush, title, EDGE, y, `600 19px ${colours.serif}`, colours.ink);
  y += 22;
  for (const line of lines) {
    text(brush, line, EDGE, y, `13px ${colours.font}`, colours.quiet);
    y += 18;
  }
  if (legend.length) {
    let x = EDGE;
    for (const item of legend) {
      x = legendItem(brush, item, x, y + 4, colours);
      if (x > wide - 120) break;
    }
    y += legendHigh;
  }
  canvases.forEach((one, place) => {
    if (headings[place]) {
      text(brush, headings[place]!, EDGE, y + 12, `600 13px ${colours.font}`, colours.ink);
      y += 16;
    }
    brush.drawImage(one, EDGE, y, one.width / ratio, one.height / ratio);
    y += one.height / ratio + 8;
  });
  text(brush, `casus · ${location.pathname}${location.search}`, EDGE, total - 16, `11px ${colours.font}`, colours.quiet);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob) save(blob, `${name}.png`);
}

function legendItem(brush: CanvasRenderingContext2D, item: HTMLElement, x: number, y: number, colours: ReturnType<typeof palette>): number {
  const mark = item.querySelector<HTMLElement>('.quad-mark');
  const sign = item.querySelector('svg');
  if (mark) {
    const drawn = /\bd-(\w+)/.exec(mark.className)?.[1] ?? (mark.classList.contains('k-hatched') ? 'hatched' : null);
    const colour = mark.classList.contains('k-hatched') ? colours.accent : colours.quiet;
    brush.fillStyle = drawn ? pattern(drawn as Drawn, colour, colours.paper, 0.7) : getComputedStyle(mark).backgroundColor;
    brush.fillRect(x, y - 9, 11, 11);
    if (drawn) {
      brush.strokeStyle = colour;
      brush.lineWidth = 1;
      brush.strokeRect(x + 0.5, y - 8.5, 10, 10);
    }
    x += 16;
  } else if (sign) {
    drawSvg(brush, sign, x, y - 10);
    x += 17;
  }
  const words = item.textContent?.trim() ?? '';
  text(brush, words, x, y, `12px ${colours.font}`, colours.quiet);
  return x + brush.measureText(words).width + 18;
}

/** The signs of a legend are circles and paths on a field of 14 by 14. */
function drawSvg(brush: CanvasRenderingContext2D, sign: SVGSVGElement, x: number, y: number): void {
  brush.save();
  brush.translate(x, y);
  brush.scale(13 / 14, 13 / 14);
  for (const shape of sign.querySelectorAll('circle, path')) {
    const style = getComputedStyle(shape);
    const line = new Path2D(shape.tagName === 'path' ? shape.getAttribute('d')! : undefined);
    if (shape.tagName === 'circle') line.arc(Number(shape.getAttribute('cx')), Number(shape.getAttribute('cy')), Number(shape.getAttribute('r')), 0, Math.PI * 2);
    if (style.fill !== 'none') {
      brush.fillStyle = style.fill;
      brush.fill(line);
    }
    if (style.stroke !== 'none') {
      brush.strokeStyle = style.stroke;
      brush.lineWidth = parseFloat(style.strokeWidth) || 1;
      brush.lineCap = 'round';
      brush.setLineDash(style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[ ,]+/).map(parseFloat));
      brush.stroke(line);
    }
  }
  brush.restore();
}

function text(brush: CanvasRenderingContext2D, words: string, x: number, y: number, font: string, colour: string): void {
  brush.font = font;
  brush.fillStyle = colour;
  brush.textAlign = 'left';
  brush.textBaseline = 'alphabetic';
  brush.fillText(words, x, y);
}

export function wrap(brush: CanvasRenderingContext2D, words: string, width: number, font: string): string[] {
  brush.font = font;
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && brush.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}
