/** A report with what was read in it marked layer by layer; each mark opens what it rests on. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useAsk, type Row } from '../api';
import { day } from '../dates';
import { Strip } from '../draw/strip';
import { Figure } from '../parts/figure';
import { Status } from '../parts/marks';
import { Answer } from '../parts/saying';
import { DataTable } from '../parts/table';
import { setQuery, webAddress } from '../route';
import { actorName, capital, claimed, codes, many, plain, quadWord, typeWord } from '../words';
import { Actors, Head, type ViewProps } from './shared';
import { Characters, LAYERS, marksOf, segments, statusTold, type LayerKey, type Mark, type Segment } from './article_marks';
import { Why } from './why';

type Article = { article: Row; paragraphs: ([number, number] | { start: number; end: number })[]; dropped: { text: string; why: string }[]; layers: Record<string, Row[]> };

export function ArticleView({ parts, query }: ViewProps) {
  const asked = useAsk<Article>(`/api/article/${encodeURIComponent(parts[0] ?? '')}`);
  return <Answer asked={asked} told={(data) => `Report: ${data.article.headline ?? 'no headline'}`}>{(data) => <Shown data={data} query={query} />}</Answer>;
}

function Shown({ data, query }: { data: Article; query: Record<string, string> }) {
  const { article } = data;
  const text = useMemo(() => new Characters(String(article.text ?? '')), [article]);
  const marks = useMemo(() => marksOf(data.layers, text), [data, text]);
  const shown = useMemo(() => new Set<LayerKey>(query.layers === 'none' ? [] : query.layers ? query.layers.split(',') as LayerKey[] : LAYERS.map((layer) => layer.key)), [query.layers]);
  const visible = useMemo(() => marks.filter((mark) => shown.has(mark.layer)), [marks, shown]);
  const asked = useMemo(() => marks.find((mark) => mark.event !== undefined && (mark.event === query.event || String(mark.row.event) === query.event)), [marks, query.event]);
  const [open, setOpen] = useState<Mark[] | null>(null);
  const back = useRef<HTMLElement | null>(null);
  useEffect(() => {
    setOpen(asked ? [asked] : null);
    if (asked) document.querySelector(`[data-from="${asked.start}"]`)?.scrollIntoView({ block: 'center' });
  }, [asked]);
  const toggle = (layer: LayerKey) => {
    const next = LAYERS.map((one) => one.key).filter((key) => (key === layer ? !shown.has(key) : shown.has(key)));
    setQuery({ layers: next.length === LAYERS.length ? undefined : next.join(',') || 'none' }, true);
  };
  const address = webAddress(article.url);
  const close = () => {
    setOpen(null);
    back.current?.focus();
  };
  const show = (over: Mark[], from: HTMLElement | null) => {
    back.current = from;
    setOpen(over);
  };
  const spans = data.paragraphs.map((one) => (Array.isArray(one) ? one : [one.start, one.end]) as [number, number]).filter(([a, b]) => b > a);
  const body: [number, number][] = spans.length ? spans : [[0, text.length]];
  const rows = visible.map((mark) => ({ layer: mark.layer, what: mark.title, words: mark.text, status: mark.status ?? null, start: mark.start, end: mark.end, mark }));
  return (
    <article class="report">
      <Head over={<>Report{article.outlet || article.agency ? ` · ${article.outlet ?? article.agency}` : ''}</>} title={article.headline ?? 'No headline'}>
        <p class="quiet">{[day(article.published), article.place].filter(Boolean).join(' · ')}{address ? <> · <a href={address} target="_blank" rel="noopener noreferrer external">the page it came from</a></> : article.url ? <> · {String(article.url)}</> : null}</p>
      </Head>
      <fieldset class="layers">
        <legend>Marked</legend>
        {LAYERS.map(({ key, label }) => (
          <label key={key} class={`layer l-${key}`}><input type="checkbox" checked={shown.has(key)} onChange={() => toggle(key)} /> <span class="sample">{label}</span> <span class="quiet">{marks.filter((mark) => mark.layer === key).length}</span></label>
        ))}
      </fieldset>
      <div class={open ? 'reading with-panel' : 'reading'}>
        <div class="body" lang="en">
          {body.map(([from, to]) => <p key={from}>{segments(from, to, visible).map((piece) => <Piece key={piece.start} piece={piece} text={text} open={open} show={show} />)}</p>)}
        </div>
        {open && <Panel marks={open} close={close} />}
      </div>
      <details class="under dropped">
        <summary>What was dropped from the page ({data.dropped?.length ?? 0})</summary>
        {data.dropped?.length
          ? <DataTable caption="Dropped from the page" rows={data.dropped} columns={[{ key: 'why', label: 'Taken for', show: (row) => plain(row.why) }, { key: 'text', label: 'Words', wide: true }]} />
          : <p class="quiet">Nothing: every line was taken for part of the report.</p>}
      </details>
      <Figure title="Where the marks lie" note="Left is the first word of the report, right the last. Broken and crossed boxes did not happen, or not yet." png={`casus-report-${article.article}`}
        csv={{ rows: rows.map(({ mark: _, ...row }) => row), name: `casus-report-${article.article}` }}>
        <Strip marks={visible} length={text.length} label={`Marks in the report: ${LAYERS.map(({ key, label }) => `${visible.filter((mark) => mark.layer === key).length} ${label.toLowerCase()}`).join(', ')}.`} pick={(mark) => show([mark], null)} />
        <details class="under"><summary>Table: all {rows.length} marks</summary>
        <DataTable caption="All marks, in the order of the text" rows={rows} empty="No layer is marked." columns={[
          { key: 'layer', label: 'Layer', show: (row) => capital(row.layer) },
          { key: 'what', label: 'What', show: (row) => <button type="button" class="link" onClick={(event) => show([row.mark], event.currentTarget)}>{row.what}</button>, sort: (row) => row.what },
          { key: 'status', label: 'Status', show: (row) => row.layer === 'events' && row.status && <Status status={row.status} quad={row.mark.quad} />, sort: (row) => row.status },
          { key: 'words', label: 'Words', wide: true, show: (row) => <span class="sentence">{row.words}</span> },
        ]} />
        </details>
      </Figure>
    </article>
  );
}

function Piece({ piece, text, open, show }: { piece: Segment; text: Characters; open: Mark[] | null; show: (marks: Mark[], from: HTMLElement) => void }) {
  const words = text.slice(piece.start, piece.end);
  if (!piece.marks.length) return <>{words}</>;
  const event = piece.marks.find((mark) => mark.layer === 'events');
  const quote = piece.marks.find((mark) => mark.layer === 'quotes');
  // One shell a layer, so that lines of several layers can stand under the same words.
  const shells = LAYERS.map(({ key }) => key).filter((key) => piece.marks.some((mark) => mark.layer === key));
  const inner = shells.reduceRight<preact.ComponentChildren>((within, layer) => (
    <span class={`l-${layer}${layer === 'events' ? ` q-${event!.quad} s-${event!.status}` : ''}${layer === 'quotes' && quote!.row.kind === 'direct' ? ' direct' : ''}`}>{within}</span>
  ), words);
  const chosen = open?.some((mark) => piece.marks.includes(mark));
  return (
    <span class={chosen ? 'mark chosen' : 'mark'}
      role="button" tabIndex={piece.opens ? 0 : -1} data-from={piece.start} aria-label={piece.opens ? `${words} (${piece.marks.map((mark) => `${mark.layer.replace(/s$/, '')}: ${mark.title}`).join('; ')})` : undefined}
      onClick={(at) => show(piece.marks, at.currentTarget)}
      onKeyDown={(at) => {
        if (at.key !== 'Enter' && at.key !== ' ') return;
        at.preventDefault();
        show(piece.marks, at.currentTarget);
      }}>{inner}</span>
  );
}

function Panel({ marks, close }: { marks: Mark[]; close: () => void }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus({ preventScroll: true }), [marks]);
  return (
    <aside class="panel" aria-label="What a mark rests on" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <div class="panel-head"><h2 ref={head} tabIndex={-1}>{many(marks.length, 'mark')} here</h2><button type="button" class="close" onClick={close} aria-label="Close">×</button></div>
      {marks.map((mark, at) => (
        <section key={`${at} ${mark.layer} ${mark.start}`} class={`told l-${mark.layer}`}>
          <p class="kicker">{capital(mark.layer.replace(/s$/, ''))}{mark.layer === 'events' && mark.status && <> · <Status status={mark.status} quad={mark.quad} /></>}</p>
          <h3>{mark.title}</h3>
          <MarkFacts mark={mark} />
          {mark.event && <details class="rests" open={mark === marks.find((one) => one.event)}><summary>What it rests on</summary><Why event={mark.event} /></details>}
          {mark.row.incident && <p><a href={`/incident/${mark.row.incident}`}>The incident, with all who tell of it →</a></p>}
        </section>
      ))}
    </aside>
  );
}

function MarkFacts({ mark }: { mark: Mark }) {
  const { row } = mark;
  const facts: [string, preact.ComponentChildren][] = [];
  const add = (name: string, value: preact.ComponentChildren) => value !== false && value !== null && value !== undefined && value !== '' && facts.push([name, value]);
  if (mark.layer === 'actors') {
    add('Code', row.code && <a href={`/events?actor=${encodeURIComponent(row.code)}`}>{actorName(row.code)} ({row.code})</a>);
    add('Sector', row.sector);
    add('Role', row.role);
  } else if (mark.layer === 'events') {
    add('Act', [typeWord(row.type), plain(row.mode)].filter(Boolean).join(', '));
    add('Class', row.quad && quadWord(row.quad));
    add('Status', statusTold(mark));
  } else if (mark.layer === 'quotes') {
    add('Speaker', row.speaker_text ?? row.speaker);
    add('For', (row.speaker_code ?? row.code) && <Actors list={row.speaker_code ?? row.code} />);
    add('Kind', plain(row.kind));
    add('Word of saying', row.cue);
  } else if (mark.layer === 'claims') {
    add('Number', claimed(row));
    add('Of what', row.unit);
    add('About', row.subject && <Actors list={row.subject} />);
    add('Says who', row.claimant);
    add('Ledger', row.ledger && <a href={`/claims?ledger=${encodeURIComponent(row.ledger)}`}>{plain(row.ledger)}</a>);
  } else if (mark.layer === 'states') {
    add('State', `${row.negated ? 'not ' : ''}${plain(row.relation)}`);
    add('Who', codes(row.parties).length > 0 && <Actors list={row.parties} />);
    add('Toward', codes(row.toward).length > 0 && <Actors list={row.toward} />);
    add('Since', row.since);
    add('Until', row.until);
  } else {
    add('Kind', plain(row.kind));
    add('If', row.trigger);
    add('Then', row.response);
    add('Who is bound', codes(row.committed).length > 0 && <Actors list={row.committed} />);
    add('Toward', codes(row.toward).length > 0 && <Actors list={row.toward} />);
  }
  if (typeof row.why === 'string' && mark.layer !== 'events') add('Why', row.why);
  return <dl class="why">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}
