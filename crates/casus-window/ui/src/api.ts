/** Questions to the program behind the page. */
import { useEffect, useRef, useState } from 'preact/hooks';

export type Row = Record<string, any>;
export type TableAnswer = { columns: { name: string; kind: string }[]; rows: any[][]; sql: string; total: number | null; more: boolean };
export type Asked<T> = { data: T | null; error: string | null; waiting: boolean };

/** Answers are kept for a little while, so that the way back is quick; a watch may be filling the record meanwhile. */
const KEPT = 40;
const FRESH = 20_000;
const kept = new Map<string, { at: number; body: unknown }>();

export async function ask<T>(address: string, signal?: AbortSignal): Promise<T> {
  const before = kept.get(address);
  if (before && performance.now() - before.at < FRESH) return before.body as T;
  let answer: Response;
  try {
    answer = await fetch(address, { signal, headers: { accept: 'application/json' } });
  } catch (trouble) {
    if ((trouble as Error).name === 'AbortError') throw trouble;
    throw new Error('The program behind this page does not answer. Is casus serve still running?');
  }
  const body = await answer.json().catch(() => null);
  if (!answer.ok) throw new Error(body?.error ?? `The record could not be read (${answer.status}).`);
  kept.delete(address);
  kept.set(address, { at: performance.now(), body });
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  return body as T;
}

/** The answer to a question; the one before stays in view while the next is on its way. */
export function useAsk<T>(address: string | null, again = 0): Asked<T> {
  const [state, setState] = useState<Asked<T>>({ data: null, error: null, waiting: true });
  const latest = useRef<string | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!again) return;
    const timer = setInterval(() => { kept.delete(address ?? ''); setRound((n) => n + 1); }, again);
    return () => clearInterval(timer);
  }, [address, again]);
  useEffect(() => {
    latest.current = address;
    if (!address) {
      setState({ data: null, error: null, waiting: false });
      return;
    }
    const stop = new AbortController();
    setState((was) => ({ ...was, error: null, waiting: true }));
    ask<T>(address, stop.signal).then(
      (data) => latest.current === address && setState({ data, error: null, waiting: false }),
      (trouble: Error) => trouble.name !== 'AbortError' && latest.current === address
        && setState({ data: null, error: trouble.message, waiting: false }),
    );
    return () => stop.abort();
  }, [address, round]);
  return state;
}

/** A table answer as rows by column name. */
export function rowsOf(answer: TableAnswer | null | undefined): Row[] {
  if (!answer) return [];
  const names = answer.columns.map((column) => column.name);
  return answer.rows.map((cells) => Object.fromEntries(names.map((name, place) => [name, cells[place]])));
}
