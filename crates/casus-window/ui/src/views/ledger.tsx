/** One kind of act with columns of its own. */
import { useMemo } from 'preact/hooks';
import { rowsOf, useAsk, type Row, type TableAnswer } from '../api';
import { periodsOver, placeIn } from '../dates';
import { Bars, type Layer } from '../draw/bars';
import { Figure } from '../parts/figure';
import { Filters } from '../parts/filters';
import { Status } from '../parts/marks';
import { PAGE, Pages } from '../parts/pages';
import { Answer } from '../parts/saying';
import { DataTable, type Column } from '../parts/table';
import { address } from '../route';
import { heading, many, plain } from '../words';
import { Actors, Head, chooseDays, chooseStatus, only, whenColumn, type ViewProps } from './shared';

export function LedgerView({ meta, query, parts }: ViewProps) {
  const name = parts[0];
  if (!name) {
    return (
      <>
        <Head title="Ledgers"><p>Running lists of one kind of act, each with columns of its own.</p></Head>
        <DataTable caption="Ledgers" rows={meta.ledgers} columns={[
          { key: 'name', label: 'Ledger', show: (row) => <a href={`/ledger/${row.name}`}>{plain(row.name)}</a>, sort: (row) => row.name },
          { key: 'question', label: 'What it answers', wide: true },
        ]} />
      </>
    );
  }
  return <Ledger meta={meta} query={query} parts={parts} />;
}

/** So many rows are asked for, and drawn, at a time. */
const ROWS = 200;

const CODES = /^(actors?|recipients?|launcher|target|victim|attacker|sender|receiver|host|guest|from_country|place_country|by|on|who|whom|sanctioner|sanctioned|giver|taker)$/;

function columnsOf(answer: TableAnswer): Column[] {
  const skip = new Set(['end_date', 'incident', 'sentence', 'witnesses']);
  const columns: Column[] = [whenColumn, { key: 'status', label: 'Status', show: (row) => <Status status={row.status} />, sort: (row) => row.status }];
  for (const { name, kind } of answer.columns) {
    if (skip.has(name) || name === 'start_date' || name === 'status') continue;
    const num = kind === 'whole' || kind === 'number' || answer.rows.some((cells) => typeof cells[answer.columns.findIndex((one) => one.name === name)] === 'number');
    columns.push({
      key: name, num,
      show: CODES.test(name) ? (row: Row) => row[name] && /^[A-Z]{3,5}(;[A-Z]{3,5})*$/.test(row[name]) ? <Actors list={row[name]} /> : row[name] : name === 'conflicts' ? (row: Row) => row.conflicts && <span class="conflict">{row.conflicts}</span> : undefined,
      sort: (row) => row[name],
    });
  }
  columns.push({ key: 'sentence', label: 'Sentence', wide: true, show: (row) => <a class="sentence" href={`/incident/${row.incident}`}>{row.sentence}</a>, sort: (row) => row.sentence });
  return columns;
}

function Ledger({ meta, query, parts }: ViewProps) {
  const name = decodeURIComponent(parts[0]!);
  const filters = only(query, 'actor', 'recipient', 'status', 'from', 'to');
  const offset = Number(query.offset) || 0;
  const page = Math.floor(offset / ROWS);
  const asked = useAsk<TableAnswer>(address(`/api/ledger/${encodeURIComponent(name)}`, { ...filters, limit: ROWS, offset: page * ROWS || undefined }));
  const question = meta.ledgers.find((ledger) => ledger.name === name)?.question;
  return (
    <>
      <Head over={<a href="/ledger">Ledgers</a>} title={heading(name)}><p>{question}</p></Head>
      <nav class="tabs" aria-label="Ledgers">
        {meta.ledgers.map((ledger) => <a key={ledger.name} href={`/ledger/${ledger.name}`} aria-current={ledger.name === name ? 'page' : undefined}>{plain(ledger.name)}</a>)}
      </nav>
      <Filters query={query} fields={[{ key: 'actor', label: 'Who', kind: 'actor', actors: meta.actors }, chooseStatus, ...chooseDays]} />
      <Answer asked={asked} told={(data) => many(data.total ?? data.rows.length, 'row')}>
        {(data) => {
          const rows = rowsOf(data);
          return (
            <Figure title={data.total === null ? 'The latest rows' : many(data.total, 'row')} sql={data.sql} png={`casus-${name}`} note={query.status ? undefined : 'What happened, counted once however many report it.'}
              csv={{ href: address(`/api/ledger/${encodeURIComponent(name)}`, { ...filters, format: 'csv' }) }}>
              <OverTime rows={rows} name={name} />
              <DataTable caption={`${heading(name)}, the latest first`} columns={columnsOf(data)} rows={rows.slice(offset - page * ROWS, offset - page * ROWS + PAGE)} empty="No incident fits these filters." />
              <Pages offset={offset} shown={Math.min(PAGE, page * ROWS + rows.length - offset)} total={data.total} more={data.more || offset + PAGE < page * ROWS + rows.length} />
            </Figure>
          );
        }}
      </Answer>
    </>
  );
}

function OverTime({ rows, name }: { rows: Row[]; name: string }) {
  const made = useMemo(() => {
    const known = rows.filter((row) => row.start_date);
    if (known.length < 1) return null;
    const days = known.map((row) => row.start_date).sort();
    const { unit, periods } = periodsOver(days[0], days.at(-1));
    const [done, rest] = [Array<number>(periods.length).fill(0), Array<number>(periods.length).fill(0)];
    for (const row of known) (row.status === 'happened' ? done : rest)[placeIn(periods, row.start_date)]! += 1;
    const up: Layer[] = [{ name: 'happened', values: done, colour: (colours) => colours.accent }];
    if (rest.some(Boolean)) up.push({ name: 'not, or not yet', values: rest, drawn: 'hatched', colour: (colours) => colours.accent });
    const top = done.reduce((best, n, at) => (n > done[best]! ? at : best), 0);
    return { unit, periods, up, done, rest, label: `${heading(name)} by ${unit}: ${many(known.length, 'row')}, most in ${periods[top]!.label} (${done[top]}).` };
  }, [rows, name]);
  if (!made) return null;
  return <Bars periods={made.periods} up={made.up} height={140} label={made.label}
    describe={(at) => `${made.periods[at]!.label}: ${many(made.done[at]!, 'row')}${made.rest[at] ? `, and ${made.rest[at]} not or not yet happened` : ''}`} />;
}
