/** How the watch is getting on: feeds, what came of them, alerts. */
import { useAsk, type Row } from '../api';
import { moment } from '../dates';
import { Bars } from '../draw/bars';
import { Figure } from '../parts/figure';
import { Answer } from '../parts/saying';
import { DataTable, type Column } from '../parts/table';
import { webAddress } from '../route';
import { heading, many, plain } from '../words';
import { Head, type ViewProps } from './shared';
import { useMemo } from 'preact/hooks';

export function WatchView({ meta }: ViewProps) {
  const asked = useAsk<Row>(meta.watch ? '/api/meta' : null, 10_000);
  if (!meta.watch) {
    return <Head title="Watch"><p>No watch fills this record. <code>casus watch feeds.toml</code> starts one.</p></Head>;
  }
  return (
    <>
      <Head title="Watch"><p>The feeds that fill this record, and how each is getting on.</p></Head>
      <Answer asked={asked}>{(data) => <Shown data={data.watch ?? meta.watch!} />}</Answer>
    </>
  );
}

function list(value: any): Row[] {
  if (Array.isArray(value)) return value;
  if (value?.columns && value?.rows) return value.rows.map((cells: any[]) => Object.fromEntries(value.columns.map((column: any, at: number) => [column.name, cells[at]])));
  return [];
}

function columnsOf(rows: Row[]): Column[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return names.map((name) => ({
    key: name, label: heading(name), num: rows.every((row) => row[name] === null || typeof row[name] === 'number'),
    show: (row: Row) => {
      const value = row[name];
      if (typeof value !== 'string') return value !== null && typeof value === 'object' ? JSON.stringify(value) : value === true ? 'yes' : value === false ? 'no' : value;
      if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value)) return moment(value);
      const address = name === 'url' || name === 'feed' ? webAddress(value) : null;
      return address ? <a href={address} target="_blank" rel="noopener noreferrer external">{value}</a> : value;
    },
    sort: (row: Row) => row[name],
  }));
}

function Shown({ data }: { data: Row }) {
  const feeds = list(data.feeds);
  const alerts = list(data.alerts);
  const counts = useMemo(() => feeds.map((feed) => Number(feed.articles ?? feed.added ?? 0)), [data]);
  const periods = useMemo(() => feeds.map((feed) => { const name = String(feed.name ?? feed.feed ?? feed.url); return { from: name, to: name, label: name, short: name.replace(/^https?:\/\//, '').slice(0, 16) }; }), [data]);
  const up = useMemo(() => [{ name: 'reports', values: counts, colour: (colours: any) => colours.accent }], [counts]);
  const facts = Object.entries(data).filter(([, value]) => value !== null && typeof value !== 'object');
  return (
    <>
      <dl class="facts">{facts.map(([name, value]) => <div key={name}><dt>{heading(name)}</dt><dd>{typeof value === 'boolean' ? (value ? 'yes' : 'no') : moment(String(value)) || String(value)}</dd></div>)}</dl>
      <Figure title={many(feeds.length, 'feed')} note="Reports taken in from each." png="casus-watch" csv={{ rows: feeds, name: 'casus-watch' }}>
        {counts.some(Boolean) && <Bars periods={periods} up={up} height={150} label={`Reports by feed: ${feeds.map((_, at) => `${periods[at]!.label} ${counts[at]}`).join(', ')}.`} describe={(at) => `${periods[at]!.label}: ${many(counts[at]!, 'report')}${feeds[at]!.state ? `, ${plain(feeds[at]!.state)}` : ''}`} />}
        <DataTable caption="Feeds" rows={feeds} columns={columnsOf(feeds)} empty="No feeds yet." />
      </Figure>
      <section aria-labelledby="alerts"><h2 id="alerts">Alerts</h2><DataTable caption="Alerts, the latest first" rows={alerts} columns={columnsOf(alerts)} empty="No alert has been raised." /></section>
    </>
  );
}
