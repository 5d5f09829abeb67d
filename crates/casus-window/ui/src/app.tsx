/** The frame of every view: name, ways, search, theme, help; and which view an address opens. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAsk } from './api';
import { Help, useShortcuts } from './parts/help';
import { LiveRegion, Answer } from './parts/saying';
import { address, go, useRoute } from './route';
import { setTheme, theme, type Theme } from './theme';
import { learnNames, capital, plain } from './words';
import type { Meta, ViewProps } from './views/shared';
import { OverviewView } from './views/overview';

type View = (props: ViewProps) => any;

/** Views beside the first one come when they are asked for. */
const VIEWS: Record<string, () => Promise<View>> = {
  dyad: () => import('./views/dyad').then((of) => of.DyadView),
  article: () => import('./views/article').then((of) => of.ArticleView),
  incident: () => import('./views/incident').then((of) => of.IncidentView),
  ledger: () => import('./views/ledger').then((of) => of.LedgerView),
  claims: () => import('./views/claims').then((of) => of.ClaimsView),
  commitments: () => import('./views/commitments').then((of) => of.CommitmentsView),
  quotes: () => import('./views/quotes').then((of) => of.QuotesView),
  states: () => import('./views/states').then((of) => of.StatesView),
  events: () => import('./views/events').then((of) => of.EventsView),
  watch: () => import('./views/watch').then((of) => of.WatchView),
  search: () => import('./views/search').then((of) => of.SearchView),
};
const come: Record<string, View> = { '': OverviewView };

/** The view of an address: undefined while it is on its way, null where there is none. */
function useView(name: string): View | null | undefined {
  const [, again] = useState(0);
  useEffect(() => {
    if (!come[name]) void VIEWS[name]?.().then((view) => { come[name] = view; again((n) => n + 1); });
  }, [name]);
  return come[name] ?? (VIEWS[name] ? undefined : null);
}

const WAYS: [string, string][] = [
  ['/', 'Overview'], ['/events', 'Events'], ['/dyad', 'Pairs'], ['/ledger', 'Ledgers'], ['/claims', 'Claims'],
  ['/commitments', 'Commitments'], ['/quotes', 'Quotes'], ['/states', 'States'],
];

export function App() {
  const route = useRoute();
  const meta = useAsk<Meta>('/api/meta');
  const [help, setHelp] = useState(false);
  const [first, ...parts] = route.path.slice(1).split('/');
  const View = useView(first ?? '');
  const main = useRef<HTMLElement>(null);
  const before = useRef(route.path);
  if (meta.data) learnNames(meta.data.actors ?? []);
  useShortcuts(() => setHelp(true));
  useEffect(() => {
    if (before.current === route.path) return;
    before.current = route.path;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [route.path]);
  useEffect(() => {
    const name = first ? [capital(plain(first)), ...parts.map(decodeURIComponent)].join(' ') : 'Overview';
    document.title = `${name} – casus`;
  }, [route.path]);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>Skip to the content</a>
      <Masthead path={route.path} q={first === 'search' ? route.query.q ?? '' : ''} watch={!!meta.data?.watch} openHelp={() => setHelp(true)} />
      <main id="main" class="page" tabIndex={-1} ref={main}>
        <Answer asked={meta}>
          {(data) => (View
            ? <View key={route.path} meta={data} query={route.query} parts={parts} />
            : View === undefined ? <p class="quiet waiting">Opening …</p> : <div class="trouble"><h1 tabIndex={-1}>No such page</h1><p>Nothing lies at {route.path}. <a href="/">To the overview</a></p></div>)}
        </Answer>
      </main>
      <footer class="foot">
        <p>{meta.data ? <>casus {meta.data.casus}{meta.data.runs?.length ? <> · lexicon <code>{String(meta.data.runs.at(-1)?.lexicon ?? '').slice(0, 8)}</code> · model <code>{String(meta.data.runs.at(-1)?.model ?? '').slice(0, 8)}</code></> : null} · read only</> : 'casus'}</p>
        <p>Map: Natural Earth, public domain</p>
      </footer>
      <LiveRegion />
      <Help open={help} close={() => setHelp(false)} />
    </>
  );
}

function Masthead({ path, q, watch, openHelp }: { path: string; q: string; watch: boolean; openHelp: () => void }) {
  const [typed, setTyped] = useState(q);
  const [shade, setShade] = useState<Theme>(theme);
  useEffect(() => setTyped(q), [q]);
  const ways = watch ? [...WAYS, ['/watch', 'Watch'] as [string, string]] : WAYS;
  const current = (to: string) => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`) || (to === '/events' && path.startsWith('/incident')));
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // On a phone the ways scroll sideways: the one that is open stays in sight.
    const at = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (at && list.current) list.current.scrollLeft = at.offsetLeft - list.current.offsetLeft - 40;
  }, [path]);
  return (
    <header class="masthead">
      <div class="masthead-in">
        <a class="wordmark" href="/" aria-label="casus, overview">casus</a>
        <nav aria-label="Views">
          <ul ref={list}>{ways.map(([to, name]) => <li key={to}><a href={to} aria-current={current(to) ? 'page' : undefined}>{name}</a></li>)}</ul>
        </nav>
        <form class="search" role="search" aria-label="The whole record" onSubmit={(event) => { event.preventDefault(); if (typed.trim()) go(address('/search', { q: typed.trim() })); }}>
          <label class="unseen" for="search">Search the record</label>
          <input id="search" type="search" placeholder="Search" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} autocomplete="off" />
        </form>
        <div class="switches">
          <label class="unseen" for="theme">Theme</label>
          <select id="theme" value={shade} onChange={(event) => { const to = event.currentTarget.value as Theme; setTheme(to); setShade(to); }}>
            <option value="system">Auto</option><option value="light">Light</option><option value="dark">Dark</option>
          </select>
          <button type="button" class="help-button" aria-label="Keyboard and help" title="Keyboard and help (?)" onClick={openHelp}>?</button>
        </div>
      </div>
    </header>
  );
}
