/** Columns that several views show alike. */
import type { ComponentChildren } from 'preact';
import type { Row } from '../api';
import type { Column } from '../parts/table';
import { QuadMark, Status } from '../parts/marks';
import { days } from '../dates';
import { actorName, codes, plain, quadWord, typeWord } from '../words';
import { address } from '../route';
import type { Field } from '../parts/filters';
import { QUADS, STATUSES, STATUS_WORDS } from '../words';

export type Meta = {
  casus: string; runs: Row[]; articles: number; events: number; incidents: number; from: string | null; to: string | null;
  types: string[]; quads: string[]; statuses: string[]; ledgers: { name: string; question: string }[]; actors: Row[]; watch: Row | null;
};
export type ViewProps = { meta: Meta; query: Record<string, string>; parts: string[] };

export function Head({ title, children, over }: { title: ComponentChildren; children?: ComponentChildren; over?: ComponentChildren }) {
  return (
    <header class={typeof title === 'string' && title.length > 70 ? 'head long' : 'head'}>
      {over && <p class="over">{over}</p>}
      <h1 tabIndex={-1}>{title}</h1>
      {children && <div class="standfirst">{children}</div>}
    </header>
  );
}

/** Codes as names that open what the record has on them. */
export function Actors({ list, none }: { list: unknown; none?: string }) {
  const all = codes(list);
  if (!all.length) return <span class="quiet">{none ?? '–'}</span>;
  return <>{all.map((code, at) => <span key={code + at}>{at > 0 && ', '}<a class="actor" href={address('/events', { actor: code })} title={code}>{actorName(code)}</a></span>)}</>;
}

export function DyadLink({ actor, recipient, children }: { actor: string; recipient: string; children?: ComponentChildren }) {
  return <a href={`/dyad/${encodeURIComponent(actor)}/${encodeURIComponent(recipient)}`}>{children ?? <>{actorName(actor)} → {actorName(recipient)}</>}</a>;
}

export function TypeCell({ row }: { row: Row }) {
  return <span class="type" title={quadWord(row.quad)}><QuadMark quad={row.quad} /> {typeWord(row.type)}{row.mode && <span class="quiet"> {plain(row.mode)}</span>}</span>;
}

export const whenColumn: Column = { key: 'start_date', label: 'When', show: (row) => <span class="when">{days(row.start_date, row.end_date)}</span>, sort: (row) => row.start_date };
export const whoColumn: Column = { key: 'actors', label: 'Who', show: (row) => <Actors list={row.actors} />, sort: (row) => String(row.actors ?? '') };
export const whomColumn: Column = { key: 'recipients', label: 'To whom', show: (row) => (codes(row.recipients).length ? <Actors list={row.recipients} /> : ''), sort: (row) => String(row.recipients ?? '') };
export const typeColumn: Column = { key: 'type', label: 'Act', show: (row) => <TypeCell row={row} />, sort: (row) => row.type };
export const statusColumn: Column = { key: 'status', label: 'Status', show: (row) => row.status && <Status status={row.status} quad={row.quad} />, sort: (row) => row.status };

export const incidentColumns: Column[] = [
  whenColumn, typeColumn, whoColumn, whomColumn, statusColumn,
  { key: 'place', label: 'Place', show: (row) => row.place ?? row.place_country },
  { key: 'articles', label: 'Reports', num: true },
  { key: 'summary', label: 'What', wide: true, sort: (row) => row.summary, show: (row) => <a class="sentence" href={`/incident/${row.incident}`}>{row.summary}</a> },
];

export const chooseQuad: Field = { key: 'quad', label: 'Class', kind: 'select', options: QUADS.map((value) => ({ value, label: quadWord(value) })) };
export const chooseStatus: Field = { key: 'status', label: 'Status', kind: 'select', options: STATUSES.map((value) => ({ value, label: STATUS_WORDS[value]! })) };
export const chooseType = (types: string[]): Field => ({ key: 'type', label: 'Act', kind: 'select', options: types.map((value) => ({ value, label: typeWord(value) })) });
export const chooseDays: Field[] = [{ key: 'from', label: 'From', kind: 'date' }, { key: 'to', label: 'To', kind: 'date' }];
export const chooseLedger = (ledgers: { name: string }[]): Field => ({ key: 'ledger', label: 'Ledger', kind: 'select', options: ledgers.map(({ name }) => ({ value: name, label: plain(name) })) });

/** The filters of a view that the program is asked with. */
export function only(query: Record<string, string>, ...keys: string[]): Record<string, string> {
  return Object.fromEntries(keys.filter((key) => query[key]).map((key) => [key, query[key]!]));
}
