/** What codes are called on the page. */
import type { Row } from './api';

export const QUADS = ['verbal-cooperation', 'material-cooperation', 'verbal-conflict', 'material-conflict'] as const;
export const QUAD_WORDS: Record<string, string> = {
  'verbal-cooperation': 'Cooperation in words',
  'material-cooperation': 'Cooperation in deeds',
  'verbal-conflict': 'Conflict in words',
  'material-conflict': 'Conflict in deeds',
};

export const STATUSES = ['happened', 'planned', 'conditional', 'hypothetical', 'negated'] as const;
export const STATUS_WORDS: Record<string, string> = {
  happened: 'happened',
  planned: 'planned',
  conditional: 'conditional',
  hypothetical: 'possible or feared',
  negated: 'denied or did not happen',
};
export const STATUS_SHORT: Record<string, string> = {
  happened: 'happened', planned: 'planned', conditional: 'conditional', hypothetical: 'possible', negated: 'denied',
};

export const STATES = ['open', 'triggered', 'met', 'lapsed', 'withdrawn'] as const;
export const STATE_WORDS: Record<string, string> = {
  open: 'open: nothing has come of it yet',
  triggered: 'triggered: the condition has come',
  met: 'met: what was said would follow has followed',
  lapsed: 'lapsed: its day has passed',
  withdrawn: 'withdrawn: it was taken back',
};

const HEADINGS: Record<string, string> = {
  start_date: 'From', end_date: 'To', actors: 'Who', recipients: 'To whom', place_country: 'Country', said_by: 'Said by',
  first_day: 'From', last_day: 'To', mean_score: 'Mean score', incidents: 'Incidents', witnesses: 'Records',
  articles: 'Reports', reports: 'Reports', number_to: 'up to', unit_class: 'Class', from_date: 'From', to_date: 'To',
  from_place: 'From place', from_country: 'From country', triggered_by: 'Triggered by', ended_by: 'Ended by',
  first_said: 'First said', last_said: 'Last said', as_of: 'As of', first_told: 'First told', sentence: 'Sentence',
};

/** A column's name as a heading: `from_country` as "From country". */
export function heading(name: string): string {
  const words = HEADINGS[name] ?? name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `AGREE` as "Agree". */
export const typeWord = (type: string | null | undefined) => (type ? type.charAt(0) + type.slice(1).toLowerCase() : '');
export const quadWord = (quad: string) => QUAD_WORDS[quad] ?? quad;
export const plain = (word: string | null | undefined) => (word ? word.replaceAll(/[-_]/g, ' ') : '');
export const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

export function many(n: number, one: string, more = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : more}`;
}

export function number(n: unknown): string {
  if (typeof n !== 'number') return n === null || n === undefined ? '' : String(n);
  return Number.isInteger(n) ? n.toLocaleString('en') : n.toLocaleString('en', { maximumFractionDigits: 2 });
}

const COMPARATORS: Record<string, string> = {
  exactly: '', at_least: 'at least', at_most: 'at most', about: 'about', more_than: 'more than', less_than: 'less than',
  between: '', ordinal: 'number',
};

/** A claimed number in words: "at least 31". */
export function claimed(row: Row): string {
  const sign = COMPARATORS[row.comparator] ?? plain(row.comparator);
  const range = row.number_to !== null && row.number_to !== undefined ? `${number(row.number)}–${number(row.number_to)}` : number(row.number);
  return [sign, range].filter(Boolean).join(' ');
}

/** Lists of codes as they come, `;` between. */
export function codes(list: unknown): string[] {
  if (Array.isArray(list)) return list.map(String);
  return typeof list === 'string' && list ? list.split(/[;,]\s*/).filter(Boolean) : [];
}

let names = new Map<string, string>();

export function learnNames(actors: Row[]): void {
  names = new Map(actors.filter((actor) => actor.name).map((actor) => [actor.code, actor.name]));
}

export const actorName = (code: string) => names.get(code) ?? code;

/** Who acted, and on whom: "North Korea → Japan". */
export function parties(row: Row): string {
  const side = (list: unknown) => codes(list).map(actorName).join(', ');
  const [from, to] = [side(row.actors), side(row.recipients)];
  return to ? `${from || 'unnamed'} → ${to}` : from || 'unnamed';
}

/** Where a report comes from, short enough for a column: a site for its address. */
export function outletOf(source: unknown): string {
  const site = /^https?:\/\/(?:www\.)?([^/]+)/.exec(String(source ?? ''));
  return site ? site[1]! : String(source ?? '');
}
