/** What is new, when it was, where it was, between whom, and what the ledgers say last. */
import { useMemo, useState } from 'preact/hooks';
import { useAsk, type Row } from '../api';
import { days } from '../dates';
import { Bars } from '../draw/bars';
import { WorldMap, type Spot } from '../draw/map';
import { Figure } from '../parts/figure';
import { Filters } from '../parts/filters';
import { QuadLegend, StatusLegend, StatusMark } from '../parts/marks';
import { Answer } from '../parts/saying';
import { DataTable } from '../parts/table';
import { address, go } from '../route';
import { QUADS, STATUSES, STATUS_SHORT, actorName, capital, many, number, parties, plain, quadWord, typeWord } from '../words';
import { DyadLink, Head, chooseDays, only, type ViewProps } from './shared';
import { describe, fromAnswer, layers, summary, tableRows, unrealised } from './timeline';

type Overview = { new: Row[]; timeline: Row; map: Spot[]; dyads: Row[]; ledgers: { name: string; row: Row | null }[] };

export function OverviewView({ meta, query }: ViewProps) {
  const asked = useAsk<Overview>(address('/api/overview', only(query, 'from', 'to')));
  const told = meta.from ? days(meta.from, meta.to) : '';
  return (
    <>
      <Head title="Overview">
        <p>{many(meta.incidents, 'incident')} from {many(meta.articles, 'report')}{told && <>, {told}</>}. What is planned, conditional, feared or denied is drawn hollow or hatched, never solid.</p>
      </Head>
      <Filters fields={chooseDays} query={query} />
      <Answer asked={asked} told={(data) => `${data.new.length} new incidents, ${data.map.length} places.`}>
        {(data) => (
          <div class="overview">
            <TimelineFigure data={data} query={query} />
            <Latest rows={data.new} query={query} />
            <TopDyads rows={data.dyads} query={query} />
            <MapFigure spots={data.map} query={query} />
            <LedgerRows ledgers={data.ledgers} questions={meta.ledgers} />
          </div>
        )}
      </Answer>
    </>
  );
}

function TimelineFigure({ data, query }: { data: Overview; query: Record<string, string> }) {
  const line = useMemo(() => fromAnswer(data.timeline), [data]);
  const { up, down } = useMemo(() => layers(line), [line]);
  const label = useMemo(() => summary(line, 'Incidents that happened'), [line]);
  const not = useMemo(() => unrealised(line), [line]);
  const [at, set] = useState<number | null>(null);
  const shared = useMemo(() => ({ at, set }), [at]);
  const pick = (place: number) => go(address('/events', { from: line.periods[place]!.from, to: line.periods[place]!.to, of: 'incidents' }));
  return (
    <section class="over-time">
      <Figure title={`Incidents by ${line.unit}`} legend={<QuadLegend />}
        note={`Cooperation above the line, conflict below it; beneath, what did not happen or has not yet.${line.left ? ` ${many(line.left, 'incident')} of long before ${line.left === 1 ? 'is' : 'are'} not drawn.` : ''}`} png="casus-timeline"
        csv={{ rows: tableRows(line), name: 'casus-timeline' }}>
        {line.periods.length
          ? <>
              <Bars periods={line.periods} up={up} down={down} label={label} height={230} shared={shared} describe={(place) => describe(line, place)} pick={pick} axis={!not.length} rest={not.length ? null : undefined} />
              {not.length > 0 && <>
                <Bars periods={line.periods} up={not} label={`Not, or not yet, by ${line.unit}.`} height={96} shared={shared} describe={(place) => describe(line, place)} pick={pick} />
                <ul class="legend" aria-label="Not, or not yet">{not.map((layer) => <li key={layer.name}><span class={`quad-mark d-${layer.drawn}`} aria-hidden="true" /> {layer.name}</li>)}</ul>
              </>}
            </>
          : <p class="empty">No incident with a known day{query.from || query.to ? ' between these days' : ''}.</p>}
        <details class="under">
          <summary>Table: incidents by {line.unit}</summary>
          <DataTable caption={`Incidents by ${line.unit} and class`} rows={tableRows(line)} columns={[
            { key: 'period', label: 'When', sort: (row) => row.from },
            ...QUADS.map((quad) => ({ key: quad, label: quadWord(quad), num: true })),
            ...not.map((layer) => ({ key: STATUSES.find((status) => STATUS_SHORT[status] === layer.name)!, label: layer.name, num: true })),
          ]} />
        </details>
      </Figure>
    </section>
  );
}

function Latest({ rows, query }: { rows: Row[]; query: Record<string, string> }) {
  return (
    <section class="latest" aria-labelledby="latest">
      <h2 id="latest">What is new</h2>
      {rows.length === 0 && <p class="empty">Nothing yet. Add reports with <code>casus add</code>.</p>}
      <ol class="news">
        {rows.slice(0, 10).map((row) => (
          <li key={row.incident} class={`news-item s-${row.status}`}>
            <p class="kicker"><StatusMark status={row.status} quad={row.quad} /> {typeWord(row.type)} <span class="quiet">· {days(row.start_date, row.end_date)}{row.place ? ` · ${row.place}` : ''}</span></p>
            <h3><a href={`/incident/${row.incident}`}>{parties(row)}</a></h3>
            <p class="sentence">{row.summary}</p>
            <p class="small">{row.status !== 'happened' && <><strong>{capital(STATUS_SHORT[row.status] ?? row.status)}</strong> · </>}<span class="quiet">{many(row.articles ?? row.witnesses ?? 1, 'report')}{row.conflicts ? ' · accounts differ' : ''}</span></p>
          </li>
        ))}
      </ol>
      {rows.length > 0 && <p><a href={address('/events', { ...only(query, 'from', 'to'), of: 'incidents' })}>All incidents →</a></p>}
    </section>
  );
}

function TopDyads({ rows, query }: { rows: Row[]; query: Record<string, string> }) {
  const most = Math.max(1, ...rows.map((row) => row.incidents));
  return (
    <section class="top-dyads" aria-labelledby="dyads">
      <h2 id="dyads">Who deals with whom</h2>
      <DataTable small caption="The pairs with most incidents" sortable={false} rows={rows.slice(0, 12)} empty="No pairs yet." columns={[
        { key: 'actor', label: 'Pair', show: (row) => <DyadLink actor={row.actor} recipient={row.recipient} /> },
        { key: 'incidents', num: true, label: 'Incidents', show: (row) => <span class="bar-cell"><meter min={0} max={most} value={row.incidents} aria-hidden="true" />{number(row.incidents)}</span> },
        { key: 'score', label: 'Mean score', num: true, show: (row) => <Score value={row.score} /> },
      ]} />
      <p class="small quiet">The score runs from −10 (conflict in deeds) to +10 (cooperation in deeds). <a href={address('/dyad', only(query, 'from', 'to'))}>Choose a pair →</a></p>
    </section>
  );
}

export function Score({ value }: { value: unknown }) {
  if (typeof value !== 'number') return <>–</>;
  return <span class={value < 0 ? 'bad' : 'good'}>{value < 0 ? '−' : '+'}{Math.abs(value).toFixed(1)}</span>;
}

function MapFigure({ spots, query }: { spots: Spot[]; query: Record<string, string> }) {
  const first = [...spots].sort((a, b) => b.incidents - a.incidents).slice(0, 3).map((spot) => `${spot.place} (${spot.incidents})`);
  const label = `Map of ${many(spots.length, 'place')}${first.length ? `; most in ${first.join(', ')}` : ''}.`;
  const rows = spots.map((spot) => ({ place: spot.place, lat: spot.lat, lon: spot.lon, incidents: spot.incidents, types: spot.types.join(';'), ...spot.by_status }));
  return (
    <section class="where">
      <Figure title="Where" note="Discs grow with the number of incidents; the ring around a disc is what did not happen, or not yet." legend={<StatusLegend />} png="casus-map" csv={{ rows, name: 'casus-map' }}>
        <WorldMap spots={spots} label={label} pick={(spot) => go(address('/events', { ...only(query, 'from', 'to'), place: spot.place, of: 'incidents' }))} />
        <details class="under">
          <summary>Table: places</summary>
          <DataTable caption="Incidents by place" rows={rows} columns={[
            { key: 'place', show: (row) => row.place && <a href={address('/events', { place: row.place, of: 'incidents' })}>{row.place}</a>, sort: (row) => row.place },
            { key: 'incidents', num: true },
            ...STATUSES.map((status) => ({ key: status, label: STATUS_SHORT[status]!, num: true, show: (row: Row) => row[status] ?? 0, sort: (row: Row) => row[status] ?? 0 })),
          ]} />
        </details>
      </Figure>
    </section>
  );
}

function LedgerRows({ ledgers, questions }: { ledgers: Overview['ledgers']; questions: { name: string; question: string }[] }) {
  return (
    <section class="ledgers" aria-labelledby="ledgers">
      <h2 id="ledgers">Latest in each ledger</h2>
      <DataTable small caption="The latest row of each ledger" sortable={false} rows={ledgers.map(({ name, row }) => ({ ...row, name }))} empty="No ledgers." columns={[
        { key: 'name', label: 'Ledger', show: (row) => <a href={`/ledger/${row.name}`} title={questions.find((one) => one.name === row.name)?.question}>{plain(row.name)}</a> },
        { key: 'start_date', label: 'When', show: (row) => row.incident && <span class="when">{days(row.start_date, row.end_date)}</span> },
        { key: 'sentence', label: 'Latest', wide: true, show: (row) => (row.incident ? <a class="sentence" href={`/incident/${row.incident}`}>{row.sentence ?? row.summary ?? `${actorName(String(row.actor ?? ''))}`}</a> : <span class="quiet">nothing yet</span>) },
      ]} />
    </section>
  );
}
