/** How parties stand to each other: standing states, not acts. */
import { useMemo } from 'preact/hooks';
import { rowsOf, useAsk, type Row, type TableAnswer } from '../api';
import { day, days } from '../dates';
import { Spans, type Span } from '../draw/spans';
import { Figure } from '../parts/figure';
import { Filters } from '../parts/filters';
import { PAGE, Pages } from '../parts/pages';
import { Answer } from '../parts/saying';
import { DataTable, type Column } from '../parts/table';
import { address } from '../route';
import { actorName, codes, many, plain } from '../words';
import { Actors, Head, only, type ViewProps } from './shared';

/** `1999-01-01..1999-12-31` as "1999". */
function stretch(text: string | null): string {
  if (!text) return '';
  const [from, to] = text.split('..');
  return days(from, to ?? from);
}
const opens = (text: string | null) => text?.split('..')[0] ?? null;
const ends = (text: string | null) => text?.split('..').at(-1) ?? null;
const negated = (row: Row) => row.negated === 1 || row.negated === true || row.negated === '1';

const columns: Column[] = [
  { key: 'relation', label: 'State', show: (row) => <>{negated(row) && <strong>not </strong>}{plain(row.relation)}</>, sort: (row) => row.relation },
  { key: 'parties', label: 'Who', show: (row) => <Actors list={row.parties} />, sort: (row) => row.parties },
  { key: 'toward', label: 'Toward', show: (row) => codes(row.toward).length > 0 && <Actors list={row.toward} />, sort: (row) => row.toward },
  { key: 'since', show: (row) => stretch(row.since), sort: (row) => row.since },
  { key: 'until', show: (row) => stretch(row.until), sort: (row) => row.until },
  { key: 'as_of', label: 'As of', show: (row) => <span class="when">{day(row.as_of)}</span>, sort: (row) => row.as_of },
  { key: 'said_by', label: 'Said by' },
  { key: 'contradicted', label: 'Contradicted by', show: (row) => row.contradicted && <span class="conflict">{row.contradicted}</span> },
  { key: 'evidence', label: 'Sentence', wide: true, show: (row) => <span class="sentence">{row.evidence}</span> },
];

export function StatesView({ meta, query }: ViewProps) {
  const filters = only(query, 'relation', 'party', 'toward', 'asof');
  const asked = useAsk<TableAnswer>(address('/api/states', { ...filters, limit: PAGE, offset: query.offset }));
  return (
    <>
      <Head title="How they stand"><p>Standing states that reports tell of: allied, at war, in talks, under sanctions, a member.</p></Head>
      <Filters query={query} fields={[
        { key: 'party', label: 'Actor', kind: 'actor', actors: meta.actors },
        { key: 'relation', label: 'State', kind: 'text', hint: 'at_war' },
        { key: 'asof', label: 'As of', kind: 'date' },
      ]} />
      <Answer asked={asked} told={(data) => many(data.total ?? data.rows.length, 'state')}>
        {(data) => <Shown data={data} filters={filters} offset={Number(query.offset) || 0} />}
      </Answer>
    </>
  );
}

function Shown({ data, filters, offset }: { data: TableAnswer; filters: Record<string, string>; offset: number }) {
  const rows = useMemo(() => rowsOf(data), [data]);
  const spans = useMemo<Span[]>(() => rows.slice(0, 40).map((row) => {
    const who = codes(row.parties).map(actorName).join(', ');
    const whom = codes(row.toward).map(actorName).join(', ');
    const name = `${who}${whom ? ` – ${whom}` : ''}`;
    return {
      name, side: `${negated(row) ? 'not ' : ''}${plain(row.relation)}`, from: opens(row.since) ?? row.first_told ?? row.as_of, to: ends(row.until) ?? row.as_of,
      status: negated(row) ? 'negated' : row.contradicted ? 'hypothetical' : 'happened', colour: (colours) => colours.accent,
      words: `${name}: ${negated(row) ? 'not ' : ''}${plain(row.relation)}${row.since ? `, since ${stretch(row.since)}` : ''}${row.until ? `, until ${stretch(row.until)}` : ''}; as of ${day(row.as_of)}.`,
    };
  }), [rows]);
  return (
    <Figure title={data.more || offset ? 'States, the latest first' : many(rows.length, 'state')} png="casus-states" sql={data.sql} note={rows.length ? 'Full where it is told to hold, struck through where it is told not to, dotted where reports contradict.' : undefined}
      csv={{ href: address('/api/states', { ...filters, format: 'csv' }) }}>
      <Spans spans={spans} label={`${many(spans.length, 'state')} over time.`} />
      <DataTable caption="States, the latest first" columns={columns} rows={rows} empty="No state fits these filters." />
      <Pages offset={offset} shown={rows.length} total={data.total} more={data.more} />
    </Figure>
  );
}
