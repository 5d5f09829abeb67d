/** Who put which number when, against what the ledger itself counts. */
import { useMemo } from 'preact/hooks';
import { rowsOf, useAsk, type Row, type TableAnswer } from '../api';
import { day, days } from '../dates';
import { ClaimsChart, type Point } from '../draw/claims';
import { Figure } from '../parts/figure';
import { Filters } from '../parts/filters';
import { PAGE, Pages } from '../parts/pages';
import { Answer } from '../parts/saying';
import { DataTable, type Column } from '../parts/table';
import { address } from '../route';
import { actorName, capital, claimed, many, number, outletOf, plain } from '../words';
import { Actors, Head, chooseDays, chooseLedger, only, type ViewProps } from './shared';

type Claims = { claims: TableAnswer; ledger_line: { day: string; total: number }[] | null; tables?: { source: string; line: { day: string; total: number }[] }[] };

export const claimColumns: Column[] = [
  { key: 'published', label: 'Said', show: (row) => <span class="when">{day(row.published)}</span>, sort: (row) => row.published },
  { key: 'number', label: 'Number', num: true, show: (row) => claimed(row), sort: (row) => row.number },
  { key: 'unit', label: 'Of what' },
  { key: 'subject', label: 'About', show: (row) => row.subject && <Actors list={row.subject} />, sort: (row) => row.subject },
  { key: 'from_date', label: 'For which days', show: (row) => (row.from_date || row.to_date ? <span class="when">{days(row.from_date, row.to_date)}</span> : ''), sort: (row) => row.from_date },
  { key: 'claimant', label: 'Says who', show: (row) => row.claimant ?? <span class="quiet">the report</span> },
  { key: 'source', label: 'Report', show: (row) => (typeof row.report === 'number' ? <a href={`/article/${row.report}`} title={row.source}>{outletOf(row.source)}</a> : outletOf(row.source)) },
  { key: 'conflict', label: 'Others say', show: (row) => row.conflict && <span class="conflict">{row.conflict}</span> },
  { key: 'evidence', label: 'Sentence', wide: true, show: (row) => (row.incident ? <a class="sentence" href={`/incident/${row.incident}`}>{row.evidence}</a> : <span class="sentence">{row.evidence}</span>) },
];

export function ClaimsView({ meta, query }: ViewProps) {
  const filters = only(query, 'subject', 'ledger', 'from', 'to', 'q', 'conflicts');
  const asked = useAsk<Claims>(address('/api/claims', { ...filters, limit: PAGE, offset: query.offset }));
  return (
    <>
      <Head title="Claimed numbers"><p>Who put which number when. With a ledger chosen, its own running count is the line, and the gap to each claim is drawn.</p></Head>
      <Filters query={query} fields={[
        { key: 'subject', label: 'About', kind: 'actor', actors: meta.actors },
        chooseLedger(meta.ledgers),
        { key: 'q', label: 'Words', kind: 'text', hint: 'missiles' },
        ...chooseDays,
        { key: 'conflicts', label: 'Only those that clash', kind: 'check' },
      ]} />
      <Answer asked={asked} told={(data) => many(data.claims.total ?? data.claims.rows.length, 'claim')}>
        {(data) => <Shown data={data} query={query} filters={filters} />}
      </Answer>
    </>
  );
}

function Shown({ data, query, filters }: { data: Claims; query: Record<string, string>; filters: Record<string, string> }) {
  const rows = useMemo(() => rowsOf(data.claims), [data]);
  const { line, counts, unknown } = useLine(data, query);
  const points = useMemo(() => pointsOf(rows, line), [rows, line]);
  const conflicts = rows.filter((row) => row.conflict).length;
  const last = line.at(-1);
  const label = `${many(points.length, 'claimed number')} over time${last ? `; the ledger of ${plain(query.ledger)} counts ${number(last.total)} ${counts} by ${day(last.day)}` : ''}.`;
  return (
    <Figure title={query.ledger ? `${capital(plain(query.ledger!))}: claims against the ledger` : data.claims.more || query.offset ? 'Claims, the latest first' : many(rows.length, 'claim')} png="casus-claims" sql={data.claims.sql}
      note={[conflicts && `${many(conflicts, 'claim')} cannot be true together with another.`, unknown && `${many(unknown, 'act')} in the ledger without a number ${unknown === 1 ? 'adds' : 'add'} nothing to its line.`].filter(Boolean).join(' ') || undefined}
      legend={<ClaimLegend ledger={!!query.ledger} counts={counts} />}
      csv={{ href: address('/api/claims', { ...filters, format: 'csv' }) }}>
      {query.ledger
        ? points.length || line.length ? <ClaimsChart points={points} line={line} others={data.tables} label={label} /> : <p class="empty">No dated claim fits these filters.</p>
        : <p class="hint">Numbers of different things share no axis. Choose a ledger to see claims against its count: {ledgersIn(rows).map((name, at) => <span key={name}>{at > 0 && ', '}<a href={address('/claims', { ...query, ledger: name })}>{plain(name)}</a></span>)}</p>}
      <DataTable caption="Claims, the latest first" columns={claimColumns} rows={[...rows].sort((a, b) => String(b.published ?? '').localeCompare(String(a.published ?? '')))} empty="No claim fits these filters." />
      <Pages offset={Number(query.offset) || 0} shown={rows.length} total={data.claims.total} more={data.claims.more} />
    </Figure>
  );
}

/** Ledgers with most claims first. */
function ledgersIn(rows: Row[]): string[] {
  const by = new Map<string, number>();
  for (const row of rows) if (row.ledger) by.set(row.ledger, (by.get(row.ledger) ?? 0) + 1);
  return [...by].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

function pointsOf(rows: Row[], line: { day: string; total: number }[]): Point[] {
  return rows.filter((row) => typeof row.number === 'number' && row.comparator !== 'ordinal' && (row.to_date ?? row.published)).map((row) => {
    const on = row.to_date ?? row.published;
    return {
      on, number: row.number, to: row.number_to, comparator: row.comparator,
      who: row.claimant ?? row.source ?? 'a report', words: `${claimed(row)} ${row.unit ?? ''}${row.subject ? `, ${actorName(row.subject)}` : ''}${row.from_date ? `, ${days(row.from_date, row.to_date)}` : ''}`,
      counted: line.length ? countOver(line, row.from_date, on) : null,
    };
  }).sort((a, b) => a.on.localeCompare(b.on));
}

/** What the ledger counts within the days of a claim. */
function countOver(line: { day: string; total: number }[], from: string | null, to: string): number {
  const at = (on: string, before: boolean) => line.filter((one) => (before ? one.day < on : one.day <= on)).at(-1)?.total ?? 0;
  return at(to, false) - (from ? at(from, true) : 0);
}

/**
 * The ledger's own line, in the unit of the claims where it has a column for it: missiles rather than launches. Where the
 * ledger is too long to be summed here, it is the program's count of acts.
 */
function useLine(data: Claims, query: Record<string, string>): { line: { day: string; total: number }[]; counts: string; unknown: number } {
  const most = 400;
  const rows = useAsk<TableAnswer>(query.ledger ? address(`/api/ledger/${encodeURIComponent(query.ledger)}`, { actor: query.subject, ...only(query, 'from', 'to'), limit: most }) : null);
  return useMemo(() => {
    const acts = { line: query.ledger ? data.ledger_line ?? [] : [], counts: 'acts in the ledger', unknown: 0 };
    const found = rows.data;
    if (!query.ledger || !found || found.more) return acts;
    const units = rowsOf(data.claims).map((row) => String(row.unit ?? '').toLowerCase()).join(' ');
    const column = found.columns.find(({ name }, at) => units.includes(name.replace(/s$/, '')) && found.rows.some((cells) => typeof cells[at] === 'number'));
    if (!column) return acts;
    const counted = rowsOf(found).filter((row) => row.start_date).sort((a, b) => a.start_date.localeCompare(b.start_date));
    let total = 0;
    const line = counted.map((row) => ({ day: row.start_date, total: (total += Number(row[column.name] ?? 0)) }));
    return { line, counts: `${plain(column.name)} in the ledger`, unknown: counted.filter((row) => typeof row[column.name] !== 'number').length };
  }, [data, rows.data, query.ledger]);
}

function ClaimLegend({ ledger, counts }: { ledger: boolean; counts: string }) {
  if (!ledger) return null;
  const sign = (path: preact.JSX.Element, words: string) => <li><svg class="claim-mark" viewBox="0 0 14 14" width="13" height="13" aria-hidden="true">{path}</svg> {words}</li>;
  return (
    <ul class="legend" aria-label="Signs">
      {sign(<circle class="full" cx="7" cy="7" r="5" />, 'exactly')}
      {sign(<circle class="open dashed" cx="7" cy="7" r="5" />, 'about')}
      {sign(<path class="open" d="M7 1.5 12.5 11.5H1.5Z" />, 'at least')}
      {sign(<path class="open" d="M7 12.5 1.5 2.5H12.5Z" />, 'at most')}
      {sign(<path class="line" d="M1 10H6V4H13" />, counts)}
      {sign(<path class="gap" d="M7 1V13" />, 'the gap')}
    </ul>
  );
}
