/** How the watch is getting on: each feed, when it last answered, when it is asked again, what came of it. */
import { useMemo } from 'preact/hooks';
import { useAsk, type Row } from '../api';
import { moment } from '../dates';
import { Bars } from '../draw/bars';
import { Figure } from '../parts/figure';
import { Answer } from '../parts/saying';
import { DataTable, type Column } from '../parts/table';
import { webAddress } from '../route';
import { many } from '../words';
import { Head, type Meta, type ViewProps } from './shared';

export function WatchView({ meta }: ViewProps) {
  const asked = useAsk<Meta>(meta.watch ? '/api/meta' : null, 10_000);
  if (!meta.watch) {
    return <Head title="Watch"><p>No watch fills this record. <code>casus watch feeds.toml</code> starts one.</p></Head>;
  }
  return (
    <>
      <Head title="Watch"><p>The feeds that fill this record, and how each is getting on.</p></Head>
      <Answer asked={asked}>{(data) => <Shown watch={data.watch ?? meta.watch!} />}</Answer>
    </>
  );
}

const name = (feed: Row) => String(feed.feed ?? feed.name ?? feed.url ?? '');

/** In a word, how a feed stands. */
function standing(feed: Row): { word: string; state: string } {
  if (!feed.next_due && feed.last_tried) return { word: 'gone', state: 'withdrawn' };
  if (feed.failures > 0) return { word: `failing, ${feed.failures} in a row`, state: 'triggered' };
  return feed.last_ok ? { word: 'answers', state: 'met' } : { word: 'not asked yet', state: 'open' };
}

const columns: Column[] = [
  { key: 'feed', label: 'Feed', show: (row) => {
    const to = webAddress(row.url);
    return to ? <a href={to} target="_blank" rel="noopener noreferrer external">{name(row)}</a> : name(row);
  }, sort: name },
  { key: 'standing', label: 'State', show: (row) => <span class={`state st-${standing(row).state}`}>{standing(row).word}</span>, sort: (row) => standing(row).word },
  { key: 'last_ok', label: 'Answered last', show: (row) => row.last_ok && <span class="when">{moment(row.last_ok)}</span>, sort: (row) => row.last_ok },
  { key: 'last_tried', label: 'Asked last', show: (row) => row.last_tried && <span class="when">{moment(row.last_tried)}</span>, sort: (row) => row.last_tried },
  { key: 'next_due', label: 'Asked again', show: (row) => row.next_due && <span class="when">{moment(row.next_due)}</span>, sort: (row) => row.next_due },
  { key: 'articles', label: 'Reports', num: true },
  { key: 'note', label: 'Note', wide: true },
];

function Shown({ watch }: { watch: any }) {
  const feeds: Row[] = Array.isArray(watch) ? watch : Array.isArray(watch.feeds) ? watch.feeds : [];
  const alerts: Row[] = Array.isArray(watch.alerts) ? watch.alerts : [];
  const bars = useMemo(() => {
    const periods = feeds.map((feed) => ({ from: name(feed), to: name(feed), label: name(feed), short: name(feed).slice(0, 18) }));
    const values = feeds.map((feed) => Number(feed.articles ?? 0));
    return { periods, values, up: [{ name: 'reports', values, colour: (colours: any) => colours.accent }] };
  }, [watch]);
  const total = bars.values.reduce((a, b) => a + b, 0);
  return (
    <>
      <Figure title={many(feeds.length, 'feed')} note={`${many(total, 'report')} taken in. Times are UTC.`} png="casus-watch" csv={{ rows: feeds, name: 'casus-watch' }}>
        {total > 0 && <Bars periods={bars.periods} up={bars.up} height={150} label={`Reports by feed: ${feeds.map((_, at) => `${bars.periods[at]!.label} ${bars.values[at]}`).join(', ')}.`} describe={(at) => `${bars.periods[at]!.label}: ${many(bars.values[at]!, 'report')}, ${standing(feeds[at]!).word}`} />}
        <DataTable caption="Feeds and how they stand" rows={feeds} columns={columns} empty="No feed has been asked yet." />
      </Figure>
      {alerts.length > 0 && (
        <section aria-labelledby="alerts">
          <h2 id="alerts">Alerts</h2>
          <DataTable caption="Alerts, the latest first" rows={alerts} columns={[...new Set(alerts.flatMap((row) => Object.keys(row)))].map((key) => ({ key, show: (row: Row) => (row[key] !== null && typeof row[key] === 'object' ? JSON.stringify(row[key]) : String(row[key] ?? '')) }))} />
        </section>
      )}
    </>
  );
}
