/** Who is bound to do what, and how it stands. */
import { useMemo } from 'preact/hooks';
import { rowsOf, useAsk, type Row, type TableAnswer } from '../api';
import { day } from '../dates';
import { Spans, type Span, type SpanSign } from '../draw/spans';
import { Figure } from '../parts/figure';
import { Filters } from '../parts/filters';
import { PAGE, Pages } from '../parts/pages';
import { Answer } from '../parts/saying';
import { DataTable, type Column } from '../parts/table';
import { address, here } from '../route';
import { STATES, STATE_WORDS, actorName, capital, codes, many, plain } from '../words';
import { Actors, Head, only, type ViewProps } from './shared';

export function State({ state }: { state: string }) {
  return <span class={`state st-${state}`} title={STATE_WORDS[state]}><StateMark state={state} /> {state}</span>;
}

export function StateMark({ state }: { state: string }) {
  return (
    <svg class="state-mark" viewBox="0 0 14 14" width="13" height="13" aria-hidden="true" focusable="false">
      {state === 'open' && <circle class="open" cx="7" cy="7" r="4.8" />}
      {state === 'triggered' && <path class="full" d="M7 1.5 12.8 12H1.2Z" />}
      {state === 'met' && <><circle class="full" cx="7" cy="7" r="6" /><path class="cut" d="M4 7.2 6.2 9.4 10.2 4.8" /></>}
      {state === 'lapsed' && <><path class="open" d="M7 1.5V12.5M4 1.5H10M4 12.5H10" /></>}
      {state === 'withdrawn' && <path class="open" d="M2.5 2.5 11.5 11.5M11.5 2.5 2.5 11.5" />}
    </svg>
  );
}

/** What the record says of the act that decided it, with a link where it names an incident. */
export function Decided({ words }: { words: string | null }) {
  if (!words) return null;
  const found = /\(incident (\d+)\)/.exec(words);
  return found ? <a href={`/incident/${found[1]}`}>{words.replace(found[0], '').trim().replace(/^(\d{4}-\d\d-\d\d)/, (on) => day(on))}</a> : <>{words}</>;
}

export const commitmentColumns: Column[] = [
  { key: 'state', label: 'State', show: (row) => <State state={row.state} />, sort: (row) => row.state },
  { key: 'committed', label: 'Who is bound', show: (row) => <><Actors list={row.committed} /><br /><span class="quiet small">{plain(row.kind)}</span></>, sort: (row) => row.committed },
  { key: 'toward', label: 'Toward', show: (row) => codes(row.toward).length > 0 && <Actors list={row.toward} />, sort: (row) => row.toward },
  { key: 'trigger', label: 'If', wide: true },
  { key: 'response', label: 'Then', wide: true },
  { key: 'first_said', label: 'First said', show: (row) => (row.first_said || row.said_by) && <><span class="when">{day(row.first_said)}</span>{row.said_by && <><br /><span class="quiet small">{row.said_by}</span></>}</>, sort: (row) => row.first_said },
  { key: 'triggered_by', label: 'What came of it', wide: true, show: (row) => (row.triggered_by || row.ended_by ? <>{row.triggered_by && <p><Decided words={row.triggered_by} /></p>}{row.ended_by && <p><Decided words={row.ended_by} /></p>}</> : <span class="quiet">{row.why}</span>) },
];

const onDay = (words: string | null) => /^(\d{4}-\d\d-\d\d)/.exec(words ?? '')?.[1];

function span(row: Row, asOf: string | undefined): Span {
  const signs: SpanSign[] = [];
  const add = (on: string | null | undefined, sign: SpanSign['sign']) => on && signs.push({ on, sign });
  const [triggered, ended] = [onDay(row.triggered_by), onDay(row.ended_by)];
  add(row.first_said, 'said');
  add(triggered, 'triggered');
  if (row.state === 'met') add(ended, 'met');
  else if (row.state === 'withdrawn') add(ended ?? row.last_said, 'withdrawn');
  else if (row.state === 'lapsed') add(ended ?? row.deadline, 'lapsed');
  else add(row.deadline, 'deadline');
  const running = row.state === 'open' || row.state === 'triggered';
  const who = codes(row.committed).map(actorName).join(', ') || 'Somebody';
  return {
    name: capital(String(row.response)), side: undefined,
    from: row.first_said,
    to: running ? asOf ?? row.last_said : ended ?? row.deadline ?? row.last_said,
    open: running,
    status: row.state === 'open' ? 'conditional' : row.state === 'triggered' ? 'planned' : row.state === 'met' ? 'happened' : 'hypothetical',
    colour: (colours) => (row.kind === 'threat' ? colours.quad['material-conflict']! : colours.quad['material-cooperation']!),
    signs,
    words: `${who}, ${plain(row.kind)}, ${row.state}: if ${row.trigger}, then ${row.response}. First said ${day(row.first_said) || 'on an unknown day'}${triggered ? `, triggered ${day(triggered)}` : ''}${ended ? `, ended ${day(ended)}` : ''}.`,
  };
}

export function CommitmentsView({ meta, query }: ViewProps) {
  const filters = only(query, 'state', 'actor', 'trigger', 'asof');
  const asked = useAsk<TableAnswer>(address('/api/commitments', { ...filters, limit: PAGE, offset: query.offset }));
  return (
    <>
      <Head title="Commitments"><p>Threats, promises and offers that hang on a condition, and what came of each.</p></Head>
      <Filters query={query} fields={[
        { key: 'state', label: 'State', kind: 'select', options: STATES.map((value) => ({ value, label: value })) },
        { key: 'actor', label: 'Actor', kind: 'actor', actors: meta.actors },
        { key: 'trigger', label: 'Words of the condition', kind: 'text', hint: 'missile' },
        { key: 'asof', label: 'As of', kind: 'date' },
      ]} />
      <Answer asked={asked} told={(data) => many(data.total ?? data.rows.length, 'commitment')}>
        {(data) => <Shown data={data} asOf={query.asof} offset={Number(query.offset) || 0} />}
      </Answer>
    </>
  );
}

function Shown({ data, asOf, offset }: { data: TableAnswer; asOf?: string; offset: number }) {
  const rows = useMemo(() => rowsOf(data), [data]);
  const spans = useMemo(() => rows.filter((row) => row.first_said).sort((x, y) => String(y.first_said).localeCompare(String(x.first_said))).slice(0, 40).map((row) => span(row, asOf)), [rows, asOf]);
  const tally = STATES.map((state) => [state, rows.filter((row) => row.state === state).length] as const).filter(([, n]) => n);
  return (
    <Figure title={data.more || offset ? 'Commitments, the latest first' : many(rows.length, 'commitment')} png="casus-commitments" sql={data.sql}
      note={tally.map(([state, n]) => `${n} ${state}`).join(', ') || undefined}
      legend={<ul class="legend" aria-label="States">{STATES.map((state) => <li key={state}><StateMark state={state} /> {state}</li>)}<li><span class="quad-mark q-material-conflict" aria-hidden="true" /> threat</li><li><span class="quad-mark q-material-cooperation" aria-hidden="true" /> promise or offer</li></ul>}
      csv={{ href: address('/api/commitments', { ...only(here().query, 'state', 'actor', 'trigger', 'asof'), format: 'csv' }) }}>
      <Spans spans={spans} label={`${many(rows.length, 'commitment')} over time: ${tally.map(([state, n]) => `${n} ${state}`).join(', ')}.`} />
      {rows.length > spans.length && spans.length === 40 && <p class="quiet small">The picture shows the 40 said last; the table has all.</p>}
      <DataTable caption="Commitments and how they stand" columns={commitmentColumns} rows={rows} empty="No commitment fits these filters." />
      <Pages offset={offset} shown={rows.length} total={data.total} more={data.more} />
    </Figure>
  );
}
