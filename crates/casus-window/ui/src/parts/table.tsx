/** Tables that can be read, sorted and leafed through. On a phone each row becomes a card. */
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Row } from '../api';
import { number, heading } from '../words';

export type Column = {
  key: string;
  label?: string;
  show?: (row: Row) => ComponentChildren;
  num?: boolean;
  wide?: boolean;
  sort?: (row: Row) => string | number | null;
};

type Props = {
  caption: string;
  columns: Column[];
  rows: Row[];
  sortable?: boolean;
  empty?: string;
  marked?: (row: Row) => boolean;
  /** Few and narrow columns: stays a table on a phone. */
  small?: boolean;
};

export function DataTable({ caption, columns, rows, sortable = true, empty = 'Nothing of this kind is in the record.', marked, small }: Props) {
  const [by, setBy] = useState<{ key: string; down: boolean } | null>(null);
  const sorted = useMemo(() => {
    const column = by && columns.find((one) => one.key === by.key);
    if (!by || !column) return rows;
    const of = column.sort ?? ((row: Row) => row[column.key]);
    const order = (a: any, b: any) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)));
    return [...rows].sort((a, b) => {
      const [x, y] = [of(a), of(b)];
      if (x === null || x === undefined || x === '') return 1;
      if (y === null || y === undefined || y === '') return -1;
      return by.down ? order(y, x) : order(x, y);
    });
  }, [rows, by, columns]);
  if (!rows.length) return <p class="empty">{empty}</p>;
  return (
    <div class={small ? 'table-hold small-table' : 'table-hold'} role="region" aria-label={caption} tabIndex={0}>
      <table role="table">
        <caption>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => {
              const way = by?.key === column.key ? (by.down ? 'descending' : 'ascending') : undefined;
              const label = column.label ?? heading(column.key);
              return (
                <th key={column.key} role="columnheader" scope="col" class={column.num ? 'num' : ''} aria-sort={way}>
                  {sortable && rows.length > 1
                    ? <button type="button" class="sort" onClick={() => setBy(way === 'descending' ? null : { key: column.key, down: way === 'ascending' })}>
                        {label}<span aria-hidden="true" class="way">{way ? (by!.down ? '↓' : '↑') : ''}</span>
                      </button>
                    : label}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {sorted.map((row, place) => (
            <tr key={place} role="row" class={marked?.(row) ? 'marked' : ''}>
              {columns.map((column) => {
                const shown = column.show ? column.show(row) : typeof row[column.key] === 'number' ? number(row[column.key]) : row[column.key];
                const nothing = shown === null || shown === undefined || shown === '' || shown === false;
                return (
                  <td key={column.key} role="cell" data-label={column.label ?? heading(column.key)}
                    class={[column.num && 'num', column.wide && 'wide', nothing && 'none'].filter(Boolean).join(' ')}>
                    {nothing ? <span class="dash" aria-label="not known">–</span> : shown}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
