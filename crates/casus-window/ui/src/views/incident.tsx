/** One act with all who tell of it, and where their accounts differ. */
import { useMemo } from 'preact/hooks';
import { useAsk, type Row } from '../api';
import { day, days } from '../dates';
import { Spans, type Span } from '../draw/spans';
import { Figure } from '../parts/figure';
import { QuadMark, Status } from '../parts/marks';
import { Answer } from '../parts/saying';
import { DataTable, type Column } from '../parts/table';
import { address, go } from '../route';
import { STATUS_SHORT, capital, codes, many, parties, plain, quadWord, typeWord } from '../words';
import { Actors, DyadLink, Head, type ViewProps } from './shared';
import { Score } from './overview';

type Incident = { incident: Row; witnesses: Row[]; links: Row[] };

export function IncidentView({ parts }: ViewProps) {
  const asked = useAsk<Incident>(`/api/incident/${encodeURIComponent(parts[0] ?? '')}`);
  return <Answer asked={asked} told={(data) => `Incident with ${many(data.witnesses.length, 'record')}`}>{(data) => <Shown data={data} />}</Answer>;
}

const article = (row: Row) => address(`/article/${row.article}`, { event: row.event_id ?? row.id ?? row.event });

const columns: Column[] = [
  { key: 'outlet', label: 'Report', wide: true, show: (row) => <><a href={article(row)}>{row.headline ?? row.outlet}</a><br /><span class="quiet small">{[row.outlet, day(row.published)].filter(Boolean).join(' · ')}</span></>, sort: (row) => row.outlet },
  { key: 'evidence', label: 'What it says', wide: true, show: (row) => <Evidence row={row} />, sort: (row) => row.evidence },
  { key: 'start_date', label: 'Day', show: (row) => <span class="when">{days(row.start_date, row.end_date)}</span>, sort: (row) => row.start_date },
  { key: 'actors', label: 'Who', show: (row) => <Actors list={row.actors} />, sort: (row) => String(row.actors) },
  { key: 'recipients', label: 'To whom', show: (row) => codes(row.recipients).length > 0 && <Actors list={row.recipients} />, sort: (row) => String(row.recipients) },
  { key: 'place', label: 'Place' },
  { key: 'status', label: 'Status', show: (row) => <Status status={row.status} quad={row.quad} />, sort: (row) => row.status },
  { key: 'said_by', label: 'On whose word', show: (row) => row.said_by_text ?? row.said_by },
  { key: 'confidence', label: 'Sure', num: true, show: (row) => (typeof row.confidence === 'number' ? `${Math.round(row.confidence * 100)}%` : '') },
];

export function Evidence({ row }: { row: Row }) {
  const [text, trigger] = [String(row.evidence ?? ''), String(row.trigger ?? '')];
  const at = trigger ? text.indexOf(trigger) : -1;
  if (at < 0) return <span class="sentence">{text}</span>;
  return <span class="sentence">{text.slice(0, at)}<strong class="trigger">{trigger}</strong>{text.slice(at + trigger.length)}</span>;
}

/** `missile: 2 (Tokyo), 3 (Seoul; AP) | day: …` as its parts. */
export function conflictsOf(text: unknown): { about: string; versions: { what: string; who: string[] }[] }[] {
  if (Array.isArray(text)) return text as ReturnType<typeof conflictsOf>;
  if (typeof text !== 'string' || !text) return [];
  return text.split(' | ').map((one) => {
    const colon = one.indexOf(': ');
    const rest = one.slice(colon + 2);
    const versions = [...rest.matchAll(/(.+?) \(((?:[^()]|\([^()]*\))*)\)(?:, |$)/g)].map((found) => ({ what: found[1]!, who: found[2]!.split('; ') }));
    return { about: one.slice(0, Math.max(0, colon)), versions: versions.length ? versions : [{ what: rest, who: [] }] };
  });
}

function Shown({ data }: { data: Incident }) {
  const { incident, witnesses } = data;
  const conflicts = conflictsOf(incident.conflicts);
  const [actor, recipient] = [codes(incident.actors)[0], codes(incident.recipients)[0]];
  const spans = useMemo<Span[]>(() => [...witnesses].sort((a, b) => String(a.published ?? '').localeCompare(String(b.published ?? ''))).map((row) => ({
    name: row.outlet ?? row.headline ?? 'a report', from: row.start_date, to: row.end_date ?? row.start_date, status: row.status,
    colour: (colours) => colours.quad[incident.quad] ?? colours.ink, signs: row.published ? [{ on: row.published, sign: 'published' as const }] : [],
    words: `${row.outlet ?? 'A report'} of ${day(row.published) || 'an unknown day'}: ${days(row.start_date, row.end_date)}, ${STATUS_SHORT[row.status] ?? row.status}.`,
  })), [witnesses, incident]);
  const rows = witnesses.map(({ event, ...row }) => ({ event, ...row, actors: codes(row.actors).join(';'), recipients: codes(row.recipients).join(';') }));
  return (
    <>
      <Head over={<><a href={address('/events', { of: 'incidents' })}>Incidents</a> · {incident.incident}</>} title={incident.summary || parties(incident)}>
        <p>{parties(incident)}</p>
      </Head>
      <dl class="facts">
        <div><dt>Act</dt><dd><QuadMark quad={incident.quad} /> {[typeWord(incident.type), plain(incident.mode)].filter(Boolean).join(', ')}</dd></div>
        <div><dt>Class</dt><dd>{quadWord(incident.quad)} {typeof incident.score === 'number' && <Score value={incident.score} />}</dd></div>
        <div><dt>When</dt><dd>{days(incident.start_date, incident.end_date)}</dd></div>
        <div><dt>Where</dt><dd>{incident.place ? <a href={address('/events', { place: incident.place, of: 'incidents' })}>{incident.place}</a> : incident.place_country ?? 'not told'}</dd></div>
        <div><dt>Status</dt><dd><Status status={incident.status} quad={incident.quad} /></dd></div>
        {incident.ledger && <div><dt>Ledger</dt><dd><a href={`/ledger/${incident.ledger}`}>{plain(incident.ledger)}</a></dd></div>}
        {actor && recipient && <div><dt>Pair</dt><dd><DyadLink actor={actor} recipient={recipient} /></dd></div>}
        <div><dt>Told by</dt><dd>{many(incident.articles ?? 0, 'report')}, {many(incident.witnesses ?? witnesses.length, 'record')}</dd></div>
      </dl>
      {conflicts.length > 0 && (
        <section class="conflicts" aria-labelledby="conflicts">
          <h2 id="conflicts">Where the accounts differ</h2>
          {conflicts.map(({ about, versions }) => (
            <div key={about} class="versions">
              <h3>{capital(plain(about))}</h3>
              <ul>{versions.map((version) => <li key={version.what}><strong>{about === 'day' ? day(version.what) : version.what}</strong> <span class="quiet">{version.who.length ? `says ${version.who.join(', ')}` : ''}</span></li>)}</ul>
            </div>
          ))}
        </section>
      )}
      <Figure title={`${many(witnesses.length, 'record')} of this act`} note={spans.length > 1 ? 'Thick strokes and signs are the day each report gives the act; thin bars are the day it was published.' : undefined} png={`casus-incident-${incident.incident}`} csv={{ rows, name: `casus-incident-${incident.incident}` }}>
        <Spans spans={spans} label={`${many(spans.length, 'account')} over time.`} pick={(at) => { const row = [...witnesses].sort((a, b) => String(a.published ?? '').localeCompare(String(b.published ?? '')))[at]; if (row) go(article(row)); }} />
        <DataTable caption="All who tell of it" columns={columns} rows={rows} />
      </Figure>
      {data.links?.length > 0 && (
        <section aria-labelledby="links">
          <h2 id="links">Perhaps the same act</h2>
          <DataTable caption="Other incidents that may be this one" rows={data.links} columns={[
            { key: 'start_date', label: 'When', show: (row) => <span class="when">{day(row.start_date)}</span> },
            { key: 'status', show: (row) => row.status && <Status status={row.status} quad={incident.quad} /> },
            { key: 'chance', label: 'Chance', num: true, show: (row) => `${Math.round(row.chance * 100)}%` },
            { key: 'summary', label: 'What', wide: true, show: (row) => <a class="sentence" href={`/incident/${row.incident}`}>{row.summary}</a> },
          ]} />
        </section>
      )}
    </>
  );
}
