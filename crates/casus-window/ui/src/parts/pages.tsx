/** Leafing through an answer that is longer than a page. */
import { address, here } from '../route';
import { number } from '../words';

export const PAGE = 50;

export function Pages({ offset, shown, total, more, page = PAGE }: { page?: number; offset: number; shown: number; total: number | null; more: boolean }) {
  const { path, query } = here();
  if (!offset && !more) return null;
  const to = (at: number) => address(path, { ...query, offset: at || undefined });
  return (
    <nav class="pages" aria-label="Pages of the table">
      {offset > 0 ? <a href={to(Math.max(0, offset - page))} rel="prev">← Newer</a> : <span />}
      <span class="quiet">{number(offset + 1)}–{number(offset + shown)}{total !== null ? ` of ${number(total)}` : ''}</span>
      {more ? <a href={to(offset + page)} rel="next">Older →</a> : <span />}
    </nav>
  );
}
