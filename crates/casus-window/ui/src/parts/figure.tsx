/** A picture with its title, what it shows in words, its downloads and the query behind it. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { savePng } from '../draw/png';
import { csvOf, saveText } from './save';
import type { Row } from '../api';
import { say } from './saying';

type Props = {
  title: string;
  note?: ComponentChildren;
  legend?: ComponentChildren;
  children?: ComponentChildren;
  png?: string;
  csv?: { href: string } | { rows: Row[]; name: string };
  sql?: string | null;
  level?: 2 | 3;
};

export function Figure({ title, note, legend, children, png, csv, sql, level = 2 }: Props) {
  const hold = useRef<HTMLElement>(null);
  const Heading = `h${level}` as 'h2';
  return (
    <figure class="figure" ref={hold}>
      <figcaption>
        <Heading>{title}</Heading>
        {note && <div class="note">{note}</div>}
      </figcaption>
      {legend}
      {children}
      <div class="takeaway">
        {csv && ('href' in csv
          ? <a class="take" href={csv.href} download="">CSV</a>
          : <button type="button" class="take" onClick={() => saveText(csvOf(csv.rows), `${csv.name}.csv`, 'text/csv')}>CSV</button>)}
        {png && (
          <button type="button" class="take" onClick={async () => {
            await savePng(hold.current!, title, png);
            say('The picture was saved.');
          }}>PNG</button>
        )}
        {sql && (
          <details class="query"><summary>The query</summary><pre tabIndex={0}>{sql}</pre></details>
        )}
      </div>
    </figure>
  );
}
