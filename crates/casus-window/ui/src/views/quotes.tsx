/** Who said what, in the exact words. */
import { useMemo } from 'preact/hooks';
import { rowsOf, useAsk, type Row, type TableAnswer } from '../api';
import { day, periodsOver, placeIn } from '../dates';
import { Bars, type Layer } from '../draw/bars';
import { Figure } from '../parts/figure';
import { Filters } from '../parts/filters';
import { Pages } from '../parts/pages';
import { Answer } from '../parts/saying';
import { DataTable, type Column } from '../parts/table';
import { address } from '../route';
import { actorName, many, outletOf, plain } from '../words';
import { Head, chooseDays, only, type ViewProps } from './shared';

const columns: Column[] = [
  { key: 'said', label: 'Said', show: (row) => <span class="when">{day(row.said)}</span>, sort: (row) => row.said },
  { key: 'speaker', label: 'Speaker', show: (row) => row.speaker && <a href={address('/quotes', { speaker: row.speaker_name ?? row.speaker })}>{row.speaker}</a>, sort: (row) => row.speaker },
  { key: 'code', label: 'For', show: (row) => row.code && <span title={row.code}>{row.code.split(',').map(actorName).join(', ')}</span>, sort: (row) => row.code },
  { key: 'text', label: 'Words', wide: true, show: (row) => <Words row={row} />, sort: (row) => row.text },
  { key: 'kind', label: 'How', show: (row) => <span class={`quote-kind k-${row.kind}`}>{plain(row.kind)}{row.cue && <span class="quiet"> · {row.cue}</span>}</span>, sort: (row) => row.kind },
  { key: 'source', label: 'Report', show: (row) => (typeof row.report === 'number' ? <a href={`/article/${row.report}`} title={row.source}>{outletOf(row.source)}</a> : outletOf(row.source)), sort: (row) => row.source },
];

function Words({ row }: { row: Row }) {
  const direct = row.kind === 'direct';
  return <q class={direct ? 'said direct' : 'said'}>{direct ? `“${String(row.text).replace(/[,.]?$/, (end) => end)}”` : row.text}</q>;
}

export function QuotesView({ query }: ViewProps) {
  const filters = only(query, 'speaker', 'q', 'from', 'to', 'kind');
  const offset = Number(query.offset) || 0;
  const speaker = query.speaker ?? '';
  // Three to five large letters are a code: North Korea's are PRK.
  const who = /^[A-Z]{3,5}$/.test(speaker) ? { speaker: undefined, code: speaker } : {};
  const asked = useAsk<TableAnswer>(address('/api/quotes', { ...filters, ...who, limit: 300, offset: offset || undefined }));
  return (
    <>
      <Head title="Quotes"><p>Who said what: word for word, in the reporter's words, or as a belief or wish put to them.</p></Head>
      <Filters query={query} fields={[
        { key: 'speaker', label: 'Speaker', kind: 'text', hint: 'name or code' },
        { key: 'q', label: 'Words', kind: 'text', hint: 'sanctions' },
        { key: 'kind', label: 'How', kind: 'select', options: [{ value: 'direct', label: 'word for word' }, { value: 'indirect', label: 'reported' }, { value: 'belief', label: 'belief or wish' }] },
        ...chooseDays,
      ]} />
      <Answer asked={asked} told={(data) => many(data.total ?? data.rows.length, 'quote')}>
        {(data) => {
          const rows = rowsOf(data).sort((a, b) => String(b.said ?? '').localeCompare(String(a.said ?? '')));
          return (
            <Figure title={data.more || offset ? 'Quotes' : many(rows.length, 'quote')} png="casus-quotes" sql={data.sql} csv={{ href: address('/api/quotes', { ...filters, ...who, format: 'csv' }) }}
              legend={<ul class="legend" aria-label="Kinds"><li><span class="quad-mark k-solid" aria-hidden="true" /> word for word</li><li><span class="quad-mark k-hatched" aria-hidden="true" /> reported, or a belief</li></ul>}>
              <OverTime rows={rows} />
              <DataTable caption="Quotes, the latest first" columns={columns} rows={rows} empty="No quote fits these filters." />
              <Pages offset={offset} page={300} shown={rows.length} total={data.total} more={data.more} />
            </Figure>
          );
        }}
      </Answer>
    </>
  );
}

function OverTime({ rows }: { rows: Row[] }) {
  const made = useMemo(() => {
    const known = rows.filter((row) => row.said);
    if (!known.length) return null;
    const on = known.map((row) => row.said).sort();
    const { unit, periods } = periodsOver(on[0], on.at(-1));
    const [direct, other] = [Array<number>(periods.length).fill(0), Array<number>(periods.length).fill(0)];
    for (const row of known) (row.kind === 'direct' ? direct : other)[placeIn(periods, row.said)]! += 1;
    const up: Layer[] = [
      { name: 'word for word', values: direct, colour: (colours) => colours.accent },
      { name: 'reported', values: other, drawn: 'hatched', colour: (colours) => colours.accent },
    ];
    return { unit, periods, up, direct, other };
  }, [rows]);
  if (!made) return null;
  return <Bars periods={made.periods} up={made.up} height={130} label={`Quotes by ${made.unit}: ${rows.length}.`}
    describe={(at) => `${made.periods[at]!.label}: ${made.direct[at]} word for word, ${made.other[at]} reported`} />;
}
