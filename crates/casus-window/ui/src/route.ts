/** Addresses: every view and its filters are in the address, and the back button is the browser's own. */
import { useEffect, useState } from 'preact/hooks';

export type Query = Record<string, string>;
export type Route = { path: string; query: Query };

const MOVED = 'casus:moved';

export function here(): Route {
  return { path: location.pathname.replace(/\/+$/, '') || '/', query: Object.fromEntries(new URLSearchParams(location.search)) };
}

/** An address from a path and its filters; empty ones are left out. */
export function address(path: string, query: Record<string, unknown> = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const words = search.toString().replaceAll('%2C', ',');
  return words ? `${path}?${words}` : path;
}

export function go(to: string, replace = false): void {
  if (to === location.pathname + location.search) return;
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  window.dispatchEvent(new Event(MOVED));
}

/** Sets some filters of the view that is shown; the page of the table starts over. */
export function setQuery(change: Record<string, string | undefined>, replace = false): void {
  const { query } = here();
  go(address(location.pathname, { ...query, offset: undefined, ...change }), replace);
}

export function useRoute(): Route {
  const [route, setRoute] = useState(here);
  useEffect(() => {
    const moved = () => setRoute(here());
    addEventListener('popstate', moved);
    addEventListener(MOVED, moved);
    return () => {
      removeEventListener('popstate', moved);
      removeEventListener(MOVED, moved);
    };
  }, []);
  return route;
}

/** Links within the page change the view without loading it again. */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.('a[href]') as HTMLAnchorElement | null;
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname.startsWith('/api/') || link.pathname.startsWith('/assets/') || link.getAttribute('href')!.startsWith('#')) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}

/** Only addresses of the web become links: what an article names may be anything. */
export function webAddress(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
