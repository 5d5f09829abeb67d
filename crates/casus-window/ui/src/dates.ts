/** Days as newspapers write them. Days in the record are text, 2022-06-14, and lie in no time zone. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

type Day = [number, number, number];

function cut(day: string): Day | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(day);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : null;
}

/** "14 Jun 2022". */
export function day(text: string | null | undefined): string {
  const of = text ? cut(text) : null;
  return of ? `${of[2]} ${MONTHS[of[1] - 1]} ${of[0]}` : text ?? '';
}

/** "13–14 Jun 2022", "May 2022", "2021": as short as the stretch allows. */
export function days(from: string | null | undefined, to: string | null | undefined): string {
  if (!from && !to) return 'day unknown';
  const [a, b] = [cut(from ?? to!), cut(to ?? from!)];
  if (!a || !b) return [from, to].filter(Boolean).join(' to ');
  if (!from) return `until ${day(to)}`;
  if (!to) return `since ${day(from)}`;
  const sameYear = a[0] === b[0];
  const sameMonth = sameYear && a[1] === b[1];
  if (sameMonth && a[2] === b[2]) return day(from);
  const last = new Date(Date.UTC(b[0], b[1], 0)).getUTCDate();
  if (a[2] === 1 && b[2] === last) {
    if (sameMonth) return `${MONTHS[a[1] - 1]} ${a[0]}`;
    if (sameYear && a[1] === 1 && b[1] === 12) return String(a[0]);
    return sameYear ? `${MONTHS[a[1] - 1]}–${MONTHS[b[1] - 1]} ${a[0]}` : `${MONTHS[a[1] - 1]} ${a[0]} – ${MONTHS[b[1] - 1]} ${b[0]}`;
  }
  if (sameMonth) return `${a[2]}–${b[2]} ${MONTHS[a[1] - 1]} ${a[0]}`;
  if (sameYear) return `${a[2]} ${MONTHS[a[1] - 1]} – ${b[2]} ${MONTHS[b[1] - 1]} ${a[0]}`;
  return `${day(from)} – ${day(to)}`;
}

/** Days since 1970, for positions in a picture. */
export function serial(text: string | null | undefined): number | null {
  const of = text ? cut(text.length === 7 ? `${text}-01` : text.length === 4 ? `${text}-01-01` : text) : null;
  return of ? Date.UTC(of[0], of[1] - 1, of[2]) / 86_400_000 : null;
}

export function fromSerial(n: number): string {
  return new Date(n * 86_400_000).toISOString().slice(0, 10);
}

export type Unit = 'day' | 'week' | 'month' | 'year';
export type Period = { from: string; to: string; label: string; short: string };

/** The stretch that opens on a day, or that a month or a year names. */
export function period(opens: string, unit: Unit): Period {
  const from = opens.length === 4 ? `${opens}-01-01` : opens.length === 7 && !opens.includes('W') ? `${opens}-01` : weekStart(opens);
  const of = cut(from);
  if (!of) return { from: opens, to: opens, label: opens, short: opens };
  const [y, m, d] = of;
  const end = unit === 'year' ? Date.UTC(y + 1, 0, 0) : unit === 'month' ? Date.UTC(y, m, 0) : Date.UTC(y, m - 1, d + (unit === 'week' ? 6 : 0));
  const to = new Date(end).toISOString().slice(0, 10);
  const label = unit === 'year' ? String(y) : unit === 'month' ? `${MONTHS[m - 1]} ${y}` : days(from, to);
  const short = unit === 'year' ? String(y) : unit === 'month' ? (m === 1 ? `${MONTHS[0]} ${y}` : MONTHS[m - 1]!) : `${d} ${MONTHS[m - 1]}`;
  return { from, to, label, short };
}

/** The Monday of `2022-W24`. */
function weekStart(text: string): string {
  const found = /^(\d{4})-W(\d\d)$/.exec(text);
  if (!found) return text;
  const fourth = new Date(Date.UTC(Number(found[1]), 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
  return new Date(monday + (Number(found[2]) - 1) * 7 * 86_400_000).toISOString().slice(0, 10);
}

/** Rows counted by the stretch that their day falls into, stretches without any included. */
export function periodsOver(from: string, to: string): { unit: Unit; periods: Period[] } {
  const [a, b] = [serial(from)!, serial(to)!];
  const span = b - a;
  const unit: Unit = span <= 45 ? 'day' : span <= 420 ? 'week' : span <= 366 * 14 ? 'month' : 'year';
  const periods: Period[] = [];
  let at = from;
  if (unit === 'week') at = fromSerial(a - ((((a + 3) % 7) + 7) % 7));
  if (unit === 'month') at = `${from.slice(0, 7)}-01`;
  if (unit === 'year') at = `${from.slice(0, 4)}-01-01`;
  while (at <= to && periods.length < 1000) {
    const one = period(at, unit);
    periods.push(one);
    at = fromSerial(serial(one.to)! + 1);
  }
  return { unit, periods };
}

/** Which stretch a day falls into. */
export function placeIn(periods: Period[], on: string): number {
  let [low, high] = [0, periods.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (on < periods[middle]!.from) high = middle - 1;
    else if (on > periods[middle]!.to) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** A clock time of the watch: "30 May 2024, 09:10". */
export function moment(text: string | null | undefined): string {
  if (!text) return '';
  const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)/.exec(text);
  return found ? `${day(found[1])}, ${found[2]}` : day(text);
}
