/** What keys do, and the keys that lead from view to view. They can be switched off. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { go } from '../route';

const WAYS: Record<string, [string, string]> = {
  o: ['/', 'overview'], e: ['/events', 'events'], i: ['/events?of=incidents', 'incidents'], p: ['/dyad', 'pairs'], l: ['/ledger', 'ledgers'],
  n: ['/claims', 'claimed numbers'], c: ['/commitments', 'commitments'], q: ['/quotes', 'quotes'], s: ['/states', 'states'], w: ['/watch', 'watch'],
};

const STORED = 'casus.keys';
function keysOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}

export function useShortcuts(openHelp: () => void): void {
  useEffect(() => {
    let g = 0;
    const key = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !keysOn()) return;
      const at = event.target as HTMLElement;
      if (at.closest('input, select, textarea, dialog[open]')) return;
      if (event.key === '?') openHelp();
      else if (event.key === '/') {
        event.preventDefault();
        document.getElementById('search')?.focus();
      } else if (event.key === 'f') {
        event.preventDefault();
        document.querySelector<HTMLElement>('.filters input, .filters select')?.focus();
      } else if (event.key === 'g') {
        g = Date.now();
        return;
      } else if (Date.now() - g < 1500 && WAYS[event.key]) go(WAYS[event.key]![0]);
      g = 0;
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, []);
}

export function Help({ open, close }: { open: boolean; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(keysOn);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  const turn = (to: boolean) => {
    setOn(to);
    try {
      if (to) localStorage.removeItem(STORED);
      else localStorage.setItem(STORED, 'off');
    } catch {
      // No storage: they stay on.
    }
  };
  const line = (keys: string[], what: string) => <tr><th scope="row">{keys.map((key, at) => <span key={key}>{at > 0 && ' '}<kbd>{key}</kbd></span>)}</th><td>{what}</td></tr>;
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={close} onClick={(event) => event.target === dialog.current && close()}>
      <div class="help-in">
        <div class="panel-head"><h2 id="help-title">Keyboard</h2><button type="button" class="close" aria-label="Close" onClick={close}>×</button></div>
        <table>
          <caption class="unseen">Keys and what they do</caption>
          <tbody>
            {line(['/'], 'search the record')}
            {line(['f'], 'to the filters of the view')}
            {Object.entries(WAYS).map(([key, [, name]]) => line(['g', key], `go to ${name}`))}
            {line(['←', '→'], 'step through a picture that has the focus')}
            {line(['Home', 'End'], 'its first and last point')}
            {line(['Enter'], 'open the point')}
            {line(['Esc'], 'out of the picture, close a panel')}
            {line(['?'], 'this help')}
          </tbody>
        </table>
        <label class="check"><input type="checkbox" checked={on} onChange={(event) => turn(event.currentTarget.checked)} /> Single keys on</label>
      </div>
    </dialog>
  );
}
