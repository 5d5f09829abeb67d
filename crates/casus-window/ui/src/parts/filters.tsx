/** The filters of a view. What they hold is in the address. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Row } from '../api';
import { here, setQuery } from '../route';

export type Field =
  | { key: string; label: string; kind: 'select'; options: { value: string; label: string }[]; any?: string }
  | { key: string; label: string; kind: 'text' | 'date'; hint?: string }
  | { key: string; label: string; kind: 'actor'; actors: Row[] }
  | { key: string; label: string; kind: 'check' };

export function Filters({ fields, query, keep = [] }: { fields: Field[]; query: Record<string, string>; keep?: string[] }) {
  const set = fields.filter((field) => query[field.key] && !keep.includes(field.key));
  // On a phone many filters would push the picture off the screen.
  const [open, setOpen] = useState(() => fields.length < 5 || matchMedia('(min-width: 40rem)').matches);
  const folded = fields.length >= 5;
  return (
    <form class={open ? 'filters' : 'filters folded'} role="search" aria-label="Filters of this view" onSubmit={(event) => event.preventDefault()}>
      {folded && <button type="button" class="fold" aria-expanded={open} onClick={() => setOpen(!open)}>{set.length ? `Filters (${set.length} set)` : 'Filters'}</button>}
      {fields.map((field) => <FilterField key={field.key} field={field} value={query[field.key] ?? ''} />)}
      {set.length > 0 && (
        <button type="button" class="clear" onClick={() => setQuery(Object.fromEntries(set.map((field) => [field.key, undefined])))}>
          Clear {set.length === 1 ? 'filter' : `${set.length} filters`}
        </button>
      )}
    </form>
  );
}

function FilterField({ field, value }: { field: Field; value: string }) {
  const id = `filter-${field.key}`;
  if (field.kind === 'check') {
    return (
      <label class="field check" for={id}>
        <input id={id} type="checkbox" checked={value === '1'} onChange={(event) => setQuery({ [field.key]: event.currentTarget.checked ? '1' : undefined })} />
        <span>{field.label}</span>
      </label>
    );
  }
  return (
    <div class="field">
      <label for={id}>{field.label}</label>
      {field.kind === 'select'
        ? <select id={id} value={value} onChange={(event) => setQuery({ [field.key]: event.currentTarget.value || undefined })}>
            <option value="">{field.any ?? 'any'}</option>
            {field.options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
            {value && !field.options.some((option) => option.value === value) && <option value={value}>{value}</option>}
          </select>
        : <TypedField id={id} field={field} value={value} />}
    </div>
  );
}

/** A field that is typed into: the address follows when the hand rests, and adds one step for the back button. */
function TypedField({ id, field, value }: { id: string; field: Exclude<Field, { kind: 'select' | 'check' }>; value: string }) {
  const [typed, setTyped] = useState(value);
  const timer = useRef(0);
  const stepped = useRef(false);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const put = (text: string) => {
    if (text === (here().query[field.key] ?? '')) return;
    setQuery({ [field.key]: text || undefined }, stepped.current);
    stepped.current = true;
  };
  const input = (event: { currentTarget: HTMLInputElement }) => {
    const text = event.currentTarget.value.trim();
    setTyped(event.currentTarget.value);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => put(text), field.kind === 'date' ? 600 : 300);
  };
  return (
    <>
      <input id={id} type={field.kind === 'date' ? 'date' : 'text'} value={typed} placeholder={'hint' in field ? field.hint : undefined}
        list={field.kind === 'actor' ? `${id}-list` : undefined} autocomplete="off" spellcheck={false} onInput={input}
        onFocus={() => { stepped.current = false; }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          clearTimeout(timer.current);
          put(event.currentTarget.value.trim());
        }} />
      {field.kind === 'actor' && (
        <datalist id={`${id}-list`}>
          {field.actors.slice(0, 400).map((actor) => <option key={actor.code} value={actor.code}>{actor.name}</option>)}
        </datalist>
      )}
    </>
  );
}
