/** What is said aloud by screen readers when results change; and the plain words for waiting, nothing and trouble. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Asked } from '../api';

const SAID = 'casus:said';

export function say(words: string): void {
  window.dispatchEvent(new CustomEvent(SAID, { detail: words }));
}

export function LiveRegion() {
  const [words, setWords] = useState('');
  useEffect(() => {
    const hear = (event: Event) => setWords((event as CustomEvent<string>).detail);
    addEventListener(SAID, hear);
    return () => removeEventListener(SAID, hear);
  }, []);
  return <div class="unseen" role="status" aria-live="polite">{words}</div>;
}

/** Shows an answer, or why there is none. An answer that is being renewed stays in view, paler. */
export function Answer<T>({ asked, children, told }: { asked: Asked<T>; children: (data: T) => ComponentChildren; told?: (data: T) => string }) {
  const { data, error, waiting } = asked;
  useEffect(() => {
    if (data && !waiting && told) say(told(data));
    if (error) say(error);
  }, [data, waiting, error]);
  if (error) {
    return (
      <div class="trouble" role="alert">
        <h2>This could not be shown</h2>
        <p>{error}</p>
        <p><button type="button" onClick={() => location.reload()}>Try again</button></p>
      </div>
    );
  }
  if (!data) return <p class="quiet waiting">Reading the record …</p>;
  return <div class={waiting ? 'renewing' : ''} aria-busy={waiting}>{children(data)}</div>;
}
