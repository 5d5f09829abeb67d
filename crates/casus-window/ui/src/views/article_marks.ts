/** Marks of a report's layers: what each covers, what it is called, and the text cut where any of them begins or ends. */
import type { Row } from '../api';
import { STATUS_WORDS, actorName, claimed, codes, plain, typeWord } from '../words';

export type LayerKey = 'actors' | 'events' | 'quotes' | 'claims' | 'commitments' | 'states';
export const LAYERS: { key: LayerKey; label: string }[] = [
  { key: 'actors', label: 'Actors' },
  { key: 'events', label: 'Events' },
  { key: 'quotes', label: 'Quotes' },
  { key: 'claims', label: 'Claims' },
  { key: 'commitments', label: 'Commitments' },
  { key: 'states', label: 'States' },
];

export type Mark = {
  layer: LayerKey; start: number; end: number; text: string; title: string; status?: string; quad?: string; event?: string; row: Row;
};

/** Offsets count characters, as the record does; JavaScript counts halves of some. */
export class Characters {
  private readonly all: string[];
  constructor(text: string) { this.all = Array.from(text); }
  get length() { return this.all.length; }
  slice(from: number, to: number) { return this.all.slice(from, to).join(''); }
}

function title(layer: LayerKey, row: Row): string {
  if (layer === 'actors') return [row.name ?? row.code, row.role].filter(Boolean).join(', ');
  if (layer === 'events') {
    const who = codes(row.actors).map(actorName).join(', ');
    const whom = codes(row.recipients).map(actorName).join(', ');
    return `${[typeWord(row.type), plain(row.mode)].filter(Boolean).join(', ')}${who ? ` · ${who}` : ''}${whom ? ` → ${whom}` : ''}`;
  }
  if (layer === 'quotes') return `${plain(row.kind) || 'quote'}, ${row.speaker_text ?? row.speaker ?? 'speaker unknown'}`;
  if (layer === 'claims') return `${claimed(row)} ${row.unit ?? ''}`.trim();
  if (layer === 'states') return `${codes(row.parties).map(actorName).join(', ')}: ${row.negated ? 'not ' : ''}${plain(row.relation)}`;
  return `${plain(row.kind) || 'commitment'}: ${codes(row.committed).map(actorName).join(', ') || 'somebody'}`;
}

export function marksOf(layers: Record<string, Row[]>, text: Characters): Mark[] {
  const marks: Mark[] = [];
  for (const { key } of LAYERS) {
    for (const row of layers?.[key] ?? []) {
      const { start, end } = row;
      if (!(typeof start === 'number' && typeof end === 'number' && end > start && end <= text.length)) continue;
      marks.push({
        layer: key, start, end, text: text.slice(start, end), title: title(key, row), row,
        status: key === 'events' ? row.status : key === 'commitments' ? 'conditional' : key === 'states' && row.negated ? 'negated' : undefined,
        quad: key === 'events' ? row.quad : undefined,
        event: key === 'events' && row.id !== undefined ? String(row.id) : undefined,
      });
    }
  }
  return marks.sort((a, b) => a.start - b.start || b.end - a.end);
}

export type Segment = { start: number; end: number; marks: Mark[]; opens: boolean };

/** A stretch of text in pieces that are covered by the same marks throughout. */
export function segments(from: number, to: number, marks: Mark[]): Segment[] {
  const touching = marks.filter((mark) => mark.start < to && mark.end > from);
  const cuts = new Set([from, to]);
  for (const mark of touching) {
    cuts.add(Math.max(from, mark.start));
    cuts.add(Math.min(to, mark.end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, place) => {
    const end = sorted[place + 1]!;
    // The shortest first: what is pointed at most closely.
    const over = touching.filter((mark) => mark.start <= start && mark.end >= end).sort((a, b) => (a.end - a.start) - (b.end - b.start));
    return { start, end, marks: over, opens: over.some((mark) => mark.start === start) };
  });
}

export const statusTold = (mark: Mark) => (mark.status ? STATUS_WORDS[mark.status] ?? mark.status : '');
