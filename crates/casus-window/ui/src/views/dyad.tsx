/** Two actors over time: what each did to the other, how it scores, and who is bound to what between them. */
import { useMemo, useState } from 'preact/hooks';
import { rowsOf, useAsk, type Row, type TableAnswer } from '../api';
import { days, period, type Unit } from '../dates';
import { Bars } from '../draw/bars';
import { Figure } from '../parts/figure';
import { Filters } from '../parts/filters';
import { QuadLegend, Status } from '../parts/marks';
import { Answer } from '../parts/saying';
import { DataTable } from '../parts/table';
import { address, go } from '../route';
import { QUADS, STATUSES, actorName, many, number, quadWord, typeWord } from '../words';
import { DyadLink, Head, chooseDays, incidentColumns, only, type ViewProps } from './shared';
import { commitmentColumns } from './commitments';
import { Score } from './overview';
import { layers, type Timeline } from './timeline';

type Dyad = { panel: TableAnswer; incidents: TableAnswer; commitments: TableAnswer; statuses: Record<string, Record<string, number>> };

export function DyadView({ meta, query, parts }: ViewProps) {
  const [a, b] = parts;
  if (!a || !b) return <Choose meta={meta} query={query} parts={parts} />;
  return <Pair meta={meta} query={query} parts={parts} />;
}

function Choose({ meta, query }: ViewProps) {
  const overview = useAsk<{ dyads: Row[] }>(address('/api/overview', only(query, 'from', 'to')));
  const [a, setA] = useState('');
  const [b, setB] = useState('');
  const select = (id: string, label: string, value: string, set: (code: string) => void) => (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">choose</option>
        {[...meta.actors].sort((x, y) => String(x.name).localeCompare(String(y.name))).map((actor) => <option key={actor.code} value={actor.code}>{actor.name} ({number(actor.events)})</option>)}
      </select>
    </div>
  );
  return (
    <>
      <Head title="Pairs"><p>Choose two actors to see what each did to the other over time.</p></Head>
      <form class="filters" onSubmit={(event) => { event.preventDefault(); if (a && b) go(`/dyad/${a}/${b}`); }}>
        {select('pair-a', 'One', a, setA)}
        {select('pair-b', 'The other', b, setB)}
        <button type="submit" class="primary" disabled={!a || !b}>Show the pair</button>
      </form>
      <Answer asked={overview}>
        {(data) => (
          <DataTable caption="The pairs with most incidents" rows={data.dyads} columns={[
            { key: 'actor', label: 'Pair', show: (row) => <DyadLink actor={row.actor} recipient={row.recipient} />, sort: (row) => actorName(row.actor) },
            { key: 'incidents', num: true },
            { key: 'score', label: 'Mean score', num: true, show: (row) => <Score value={row.score} /> },
          ]} />
        )}
      </Answer>
    </>
  );
}

const UNITS: Unit[] = ['day', 'week', 'month', 'year'];

function Pair({ query, parts }: ViewProps) {
  const [a, b] = [decodeURIComponent(parts[0]!), decodeURIComponent(parts[1]!)];
  const by = (UNITS.includes(query.by as Unit) ? query.by : 'month') as Unit;
  const asked = useAsk<Dyad>(address('/api/dyad', { a, b, by, ...only(query, 'from', 'to') }));
  return (
    <>
      <Head over={<a href="/dyad">Pairs</a>} title={<>{actorName(a)} and {actorName(b)}</>}>
        <p>What each did to the other, counted once however many report it. <a href={address(`/dyad/${b}/${a}`, query)}>Swap</a></p>
      </Head>
      <Filters query={query} fields={[...chooseDays, { key: 'by', label: 'Counted by', kind: 'select', any: 'month', options: UNITS.filter((one) => one !== 'month').map((value) => ({ value, label: value })) }]} />
      <Answer asked={asked} told={(data) => many(data.incidents.total ?? data.incidents.rows.length, 'incident')}>
        {(data) => <PairShown data={data} a={a} b={b} by={by} query={query} />}
      </Answer>
    </>
  );
}

/** Panel rows of one way round as counts by stretch. */
function counted(rows: Row[], by: Unit): Timeline & { scores: (number | null)[] } {
  const periods = rows.map((row) => ({ ...period(row.first_day, by), ...(row.last_day ? { to: row.last_day } : {}) }));
  const series = Object.fromEntries(QUADS.map((quad) => [quad, rows.map((row) => row[quad.replace('-', '_')] ?? 0)]));
  return { periods, unit: by, series, rest: {}, scores: rows.map((row) => row.mean_score ?? row.score ?? null) };
}

function PairShown({ data, a, b, by, query }: { data: Dyad; a: string; b: string; by: Unit; query: Record<string, string> }) {
  const panel = useMemo(() => rowsOf(data.panel), [data]);
  const incidents = useMemo(() => rowsOf(data.incidents), [data]);
  const commitments = useMemo(() => rowsOf(data.commitments), [data]);
  const ways = useMemo(() => [[a, b], [b, a]].map(([from, to]) => {
    const line = counted(panel.filter((row) => row.dyad === `${from}-${to}`), by);
    return { from: from!, to: to!, line, ...layers(line), scored: { name: 'mean score', values: line.scores } };
  }), [panel, a, b, by]);
  const most = useMemo(() => Math.max(1, ...ways.flatMap(({ line }) => line.periods.flatMap((_, at) => [
    (line.series['verbal-cooperation']![at] ?? 0) + (line.series['material-cooperation']![at] ?? 0),
    (line.series['verbal-conflict']![at] ?? 0) + (line.series['material-conflict']![at] ?? 0),
  ]))), [ways]);
  const [at, setAt] = useState<number | null>(null);
  const [held, setHeld] = useState<number | null>(null);
  const shown = at ?? held;
  const longest = ways[0]!.line.periods.length >= ways[1]!.line.periods.length ? ways[0]! : ways[1]!;
  const under = shown !== null ? longest.line.periods[shown] : undefined;
  const inStretch = under ? incidents.filter((row) => row.start_date && row.start_date <= under.to && (row.end_date ?? row.start_date) >= under.from) : incidents.slice(0, 6);
  const sum = (status: string) => Object.values(data.statuses ?? {}).reduce((all, one) => all + (one[status] ?? 0), 0);
  const statuses = STATUSES.filter(sum);
  const filters = only(query, 'from', 'to');
  return (
    <>
      <Figure title="Counts and mean score" png={`casus-${a}-${b}`} sql={data.panel.sql} legend={<QuadLegend />}
        note="Bars count incidents that happened; the line is their mean score, from −10 to +10."
        csv={{ href: address('/api/panel', { dyad: `${a}-${b},${b}-${a}`, by, ...filters, format: 'csv' }) }}>
        {panel.length === 0 && <p class="empty">Nothing that happened between these two is in the record{filters.from || filters.to ? ' for these days' : ''}.</p>}
        <div class="pair">
          {ways.filter(({ line }) => line.periods.length).map(({ from, to, line, up, down, scored }) => (
            <Bars key={from} heading={`${actorName(from)} → ${actorName(to)}`} periods={line.periods} up={up} down={down} line={scored} most={most} height={190}
              label={`${actorName(from)} toward ${actorName(to)}, by ${by}.`} shared={{ at, set: setAt }} pick={(place) => setHeld(held === place ? null : place)}
              describe={(place) => pairWords(line, place)} rest="Point or step with the arrow keys; Enter or a click keeps the stretch." />
          ))}
        </div>
        <section class="under-cursor" aria-live="polite" aria-atomic="true">
          <h3>{under ? <>{under.label}{held !== null && at === null && <button type="button" class="link" onClick={() => setHeld(null)}>let go</button>}</> : 'Latest between them'}</h3>
          {inStretch.length === 0 && <p class="quiet">Nothing in this stretch.</p>}
          <ul class="short-list">
            {inStretch.slice(0, 6).map((row) => (
              <li key={row.incident}><Status status={row.status} quad={row.quad} /> <span class="quiet">{days(row.start_date, row.end_date)} · {typeWord(row.type)}</span> <a class="sentence" href={`/incident/${row.incident}`}>{row.summary}</a></li>
            ))}
          </ul>
          {inStretch.length > 6 && <p class="quiet">and {inStretch.length - 6} more in the table below</p>}
        </section>
        {panel.length > 0 && (
          <details class="under">
            <summary>Table: counts by {by}</summary>
            <DataTable caption={`Incidents between the two by ${by}`} rows={panel.filter((row) => row.incidents)} columns={[
              { key: 'dyad', label: 'Way', show: (row) => row.dyad === `${a}-${b}` ? `${actorName(a)} → ${actorName(b)}` : `${actorName(b)} → ${actorName(a)}` },
              { key: 'period', label: 'When', sort: (row) => row.first_day },
              { key: 'incidents', num: true },
              ...QUADS.map((quad) => ({ key: quad.replace('-', '_'), label: quadWord(quad), num: true })),
              { key: 'mean_score', label: 'Mean score', num: true, show: (row) => <Score value={row.mean_score} />, sort: (row) => row.mean_score },
            ]} />
          </details>
        )}
      </Figure>
      <section aria-labelledby="pair-incidents">
        <h2 id="pair-incidents">Incidents between them</h2>
        {statuses.length > 0 && <p class="small">{statuses.map((status) => <span key={status} class="count"><Status status={status} /> {number(sum(status))}</span>)}</p>}
        <DataTable caption="Incidents between them, the latest first" columns={incidentColumns} rows={incidents} marked={(row) => !!under && row.start_date <= under.to && row.start_date >= under.from} />
        <p class="takeaway"><a class="take" download="" href={address('/api/incidents', { dyad: `${a}-${b}`, either: 1, ...filters, format: 'csv' })}>CSV</a></p>
      </section>
      <section aria-labelledby="pair-commitments">
        <h2 id="pair-commitments">Commitments between them</h2>
        <DataTable caption="What either is bound to toward the other" columns={commitmentColumns} rows={commitments} empty="No commitment between these two is in the record." />
      </section>
    </>
  );
}

function pairWords(line: ReturnType<typeof counted>, at: number): string {
  const parts = QUADS.map((quad) => [line.series[quad]![at] ?? 0, quadWord(quad).toLowerCase()] as const).filter(([n]) => n).map(([n, what]) => `${n} ${what}`);
  const score = line.scores[at];
  return `${line.periods[at]!.label}: ${parts.join(' · ') || 'nothing'}${score !== null && score !== undefined ? ` · mean score ${score > 0 ? '+' : score < 0 ? '−' : ''}${Math.abs(score).toFixed(1)}` : ''}`;
}
