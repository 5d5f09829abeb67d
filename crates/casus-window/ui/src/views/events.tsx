/** Records or incidents, by every filter there is. */
import { useMemo } from 'preact/hooks';
import { rowsOf, useAsk, type Row, type TableAnswer } from '../api';
import { Bars } from '../draw/bars';
import { Figure } from '../parts/figure';
import { Filters } from '../parts/filters';
import { QuadLegend } from '../parts/marks';
import { PAGE, Pages } from '../parts/pages';
import { Answer } from '../parts/saying';
import { DataTable, type Column } from '../parts/table';
import { address, go, setQuery } from '../route';
import { many, outletOf } from '../words';
import { Head, chooseDays, chooseLedger, chooseQuad, chooseStatus, chooseType, incidentColumns, only, statusColumn, typeColumn, whenColumn, whoColumn, whomColumn, type ViewProps } from './shared';
import { describe, fromRows, layers, summary } from './timeline';

const KEYS = ['actor', 'recipient', 'dyad', 'either', 'type', 'quad', 'status', 'ledger', 'from', 'to', 'place', 'q'];

const recordColumns: Column[] = [
  whenColumn, typeColumn, whoColumn, whomColumn, statusColumn,
  { key: 'confidence', label: 'Sure', num: true, show: (row: Row) => (typeof row.confidence === 'number' ? `${Math.round(row.confidence * 100)}%` : ''), sort: (row) => row.confidence },
  { key: 'headline', label: 'Report', show: (row) => <a href={address(`/article/${row.article}`, { event: row.id })}>{row.outlet ?? (row.source ? outletOf(row.source) : row.headline)}</a>, sort: (row) => row.outlet ?? row.source },
  { key: 'evidence', label: 'Sentence', wide: true, show: (row) => (row.incident ? <a class="sentence" href={`/incident/${row.incident}`}>{row.evidence}</a> : <span class="sentence">{row.evidence}</span>) },
];

export function EventsView({ meta, query }: ViewProps) {
  const incidents = query.of === 'incidents';
  const filters = only(query, ...KEYS);
  const offset = Number(query.offset) || 0;
  const path = incidents ? '/api/incidents' : '/api/events';
  const asked = useAsk<TableAnswer>(address(path, { ...filters, limit: PAGE, offset: offset || undefined }));
  const whole = useAsk<TableAnswer>(address('/api/incidents', { ...filters, limit: 300 }));
  return (
    <>
      <Head title={incidents ? 'Incidents' : 'Events'}>
        <p>{incidents ? 'Each act once, however many report it.' : 'Each sentence that tells an act, as one report has it.'}</p>
      </Head>
      <div class="tabs" role="group" aria-label="What is listed">
        <button type="button" aria-pressed={!incidents} onClick={() => setQuery({ of: undefined })}>As each report tells it</button>
        <button type="button" aria-pressed={incidents} onClick={() => setQuery({ of: 'incidents' })}>Each act once</button>
      </div>
      <Filters query={query} fields={[
        { key: 'q', label: 'Words', kind: 'text', hint: 'missile' },
        { key: 'actor', label: 'Who', kind: 'actor', actors: meta.actors },
        { key: 'recipient', label: 'To whom', kind: 'actor', actors: meta.actors },
        chooseType(meta.types), chooseQuad, chooseStatus, chooseLedger(meta.ledgers),
        { key: 'place', label: 'Place', kind: 'text', hint: 'Cairo' },
        ...chooseDays,
        ...(query.dyad ? [{ key: 'dyad', label: 'Pair', kind: 'text' as const }] : []),
      ]} />
      <Answer asked={asked} told={(data) => many(data.total ?? data.rows.length, incidents ? 'incident' : 'event')}>
        {(data) => (
          <Figure title={data.total !== null ? many(data.total, incidents ? 'incident' : 'event') : incidents ? 'Incidents, the latest first' : 'Events, the latest first'} sql={data.sql} png={`casus-${incidents ? 'incidents' : 'events'}`} legend={<QuadLegend />}
            note={whole.data?.more ? `The picture shows the ${whole.data.rows.length} latest incidents; the CSV has all.` : 'Incidents over time; hatched is what did not happen, or not yet.'}
            csv={{ href: address(path, { ...filters, format: 'csv' }) }}>
            {whole.data && <OverTime answer={whole.data} query={query} />}
            <DataTable caption={incidents ? 'Incidents, the latest first' : 'Events, the latest first'} columns={incidents ? incidentColumns : recordColumns} rows={rowsOf(data)} empty="Nothing fits these filters." />
            <Pages offset={offset} shown={data.rows.length} total={data.total} more={data.more} />
          </Figure>
        )}
      </Answer>
    </>
  );
}

function OverTime({ answer, query }: { answer: TableAnswer; query: Record<string, string> }) {
  const line = useMemo(() => fromRows(rowsOf(answer)), [answer]);
  const shown = useMemo(() => line && layers(line), [line]);
  if (!line || !shown) return null;
  return (
    <Bars periods={line.periods} up={shown.up} down={shown.down} height={150} label={summary(line, 'Incidents that fit')} describe={(at) => describe(line, at)}
      pick={(at) => go(address('/events', { ...query, offset: undefined, from: line.periods[at]!.from, to: line.periods[at]!.to }))} />
  );
}
