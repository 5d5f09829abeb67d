/** Signs for whether something happened, and for what class it is: told apart by shape and by words, not by colour alone. */
import { QUADS, STATUSES, STATUS_SHORT, STATUS_WORDS, quadWord } from '../words';

export function StatusMark({ status, quad }: { status: string; quad?: string }) {
  const paint = { class: `status-mark q-${quad ?? 'none'}` };
  return (
    <svg {...paint} viewBox="0 0 14 14" width="12" height="12" aria-hidden="true" focusable="false">
      {status === 'happened' && <circle class="full" cx="7" cy="7" r="5.5" />}
      {status === 'planned' && <circle class="open" cx="7" cy="7" r="4.9" />}
      {status === 'conditional' && <path class="open dashed" d="M7 1.2 12.8 7 7 12.8 1.2 7Z" />}
      {status === 'hypothetical' && <circle class="open dotted" cx="7" cy="7" r="4.9" />}
      {status === 'negated' && <><circle class="open" cx="7" cy="7" r="4.9" /><path class="open" d="M2.4 11.6 11.6 2.4" /></>}
    </svg>
  );
}

export function Status({ status, quad }: { status: string; quad?: string }) {
  return (
    <span class={`status s-${status}`} title={STATUS_WORDS[status]}>
      <StatusMark status={status} quad={quad} /> {STATUS_SHORT[status] ?? status}
    </span>
  );
}

export function QuadMark({ quad }: { quad: string }) {
  return <span class={`quad-mark q-${quad}`} aria-hidden="true" />;
}

export function QuadLegend() {
  return (
    <ul class="legend" aria-label="Classes">
      {QUADS.map((quad) => <li key={quad}><QuadMark quad={quad} /> {quadWord(quad)}</li>)}
    </ul>
  );
}

export function StatusLegend() {
  return (
    <ul class="legend" aria-label="Whether it happened">
      {STATUSES.map((status) => <li key={status}><StatusMark status={status} /> {STATUS_SHORT[status]}</li>)}
    </ul>
  );
}
