/** What the record has on some words. */
import { useAsk, type Row } from '../api';
import { day, days } from '../dates';
import { Figure } from '../parts/figure';
import { Status } from '../parts/marks';
import { Answer } from '../parts/saying';
import { DataTable } from '../parts/table';
import { address } from '../route';
import { many, number, outletOf, typeWord } from '../words';
import { Head, type ViewProps } from './shared';

const list = (value: any): Row[] => (Array.isArray(value) ? value : value?.rows ? value.rows.map((cells: any) => (Array.isArray(cells) ? Object.fromEntries(value.columns.map((column: any, at: number) => [column.name, cells[at]])) : cells)) : []);

export function SearchView({ query }: ViewProps) {
  const q = query.q ?? '';
  const asked = useAsk<Row>(q ? address('/api/search', { q }) : null);
  return (
    <>
      <Head title={q ? <>Search: {q}</> : 'Search'}>{!q && <p>Type a name, a code or some words in the box above.</p>}</Head>
      {q && (
        <Answer asked={asked} told={(data) => `${many(list(data.incidents).length, 'incident')}, ${many(list(data.articles).length, 'report')}, ${many(list(data.actors).length, 'actor')}`}>
          {(data) => (
            <>
              <Figure title="Actors" csv={{ rows: list(data.actors), name: 'casus-actors' }}><DataTable caption="Actors" rows={list(data.actors)} empty="No actor of this name." columns={[
                { key: 'name', label: 'Actor', show: (row) => <a href={address('/events', { actor: row.code })}>{row.name ?? row.code}</a>, sort: (row) => row.name },
                { key: 'code' }, { key: 'events', num: true, show: (row) => number(row.events) },
              ]} /></Figure>
              <Figure title="Incidents" csv={{ rows: list(data.incidents), name: 'casus-incidents' }}><DataTable caption="Incidents" rows={list(data.incidents)} empty="No incident with these words." columns={[
                { key: 'start_date', label: 'When', show: (row) => <span class="when">{days(row.start_date, row.end_date ?? row.start_date)}</span> },
                { key: 'type', label: 'Act', show: (row) => typeWord(row.type) },
                { key: 'status', show: (row) => row.status && <Status status={row.status} quad={row.quad} /> },
                { key: 'summary', label: 'What', wide: true, show: (row) => <a class="sentence" href={`/incident/${row.incident}`}>{row.summary ?? `incident ${row.incident}`}</a> },
              ]} /><p><a href={address('/events', { q })}>All events with these words →</a></p></Figure>
              <Figure title="Reports" csv={{ rows: list(data.articles), name: 'casus-reports' }}><DataTable caption="Reports" rows={list(data.articles)} empty="No report with these words." columns={[
                { key: 'published', label: 'Published', show: (row) => <span class="when">{day(row.published)}</span> },
                { key: 'outlet', label: 'Outlet', show: (row) => row.outlet ?? outletOf(row.source) },
                { key: 'headline', label: 'Headline', wide: true, show: (row) => <a class="sentence" href={`/article/${row.article}`}>{row.headline ?? row.source ?? `report ${row.article}`}</a> },
              ]} /></Figure>
            </>
          )}
        </Answer>
      )}
    </>
  );
}
