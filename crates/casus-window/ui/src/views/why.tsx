/** What one record rests on, as the record tells it. */
import type { ComponentChildren } from 'preact';
import { useAsk, type Row } from '../api';
import { capital, plain } from '../words';

export function Why({ event }: { event: string }) {
  const { data, error } = useAsk<any>(`/api/why/${encodeURIComponent(event)}`);
  if (error) return <p class="quiet">{error}</p>;
  if (!data) return <p class="quiet">Looking it up …</p>;
  return <Told value={plainFields(data)} />;
}

/** Either named fields, or pairs of name and words. */
function plainFields(data: any): [string, unknown][] {
  const from = data.fields ?? data.why ?? data.events?.[0]?.fields ?? data.events?.[0] ?? (Array.isArray(data) ? data[0]?.fields ?? data[0] : data);
  const pairs: [string, unknown][] = Array.isArray(from)
    ? from.map((one: any) => (Array.isArray(one) ? [String(one[0]), one[1]] : [String(one.name ?? ''), one.value ?? one.text])) as [string, unknown][]
    : typeof from === 'string' ? [['why', from]] : Object.entries(from as Row);
  return pairs.filter(([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && !value.length));
}

function Told({ value }: { value: [string, unknown][] }) {
  return <dl class="why">{value.map(([name, one], at) => <div key={at}><dt>{capital(plain(name))}</dt><dd>{words(one, name)}</dd></div>)}</dl>;
}

function words(value: unknown, name: string): ComponentChildren {
  if (Array.isArray(value)) return <ul>{value.map((one, at) => <li key={at}>{words(one, name)}</li>)}</ul>;
  if (value && typeof value === 'object') return Object.entries(value).filter(([, one]) => one !== null && one !== '').map(([key, one]) => `${plain(key)}: ${typeof one === 'object' ? JSON.stringify(one) : one}`).join(', ');
  const text = String(value);
  if (name === 'incident' && /^\d+$/.test(text)) return <a href={`/incident/${text}`}>{text}</a>;
  // The word that names the act stands between stars.
  const starred = /^(.*?)\*([^*]+)\*(.*)$/s.exec(text);
  return name === 'sentence' && starred ? <>{starred[1]}<strong class="trigger">{starred[2]}</strong>{starred[3]}</> : text;
}
