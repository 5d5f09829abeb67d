// Takes the pictures of docs/tour.md anew, from our own sample reports: node tour.mjs, then docs/tour/*.png through pngquant.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { browser, open, record, root, serve, settled, skip } from './tests/support.mjs';

if (skip) throw new Error(skip);
const out = join(root, 'docs/tour');
mkdirSync(out, { recursive: true });
const server = await serve(record([join(root, 'samples/window')]));
const chrome = await browser();

/** A picture of one view. */
async function take(name, path, { width = 1280, height = 860, dark = false, first } = {}) {
  const context = await chrome.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' });
  const page = await context.newPage();
  await open(page, server.base + path);
  if (first) {
    await first(page);
    await settled(page);
  }
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(out, `${name}.png`) });
  await context.close();
}

const find = async (path, pick) => {
  const table = await (await fetch(server.base + path)).json();
  const at = (name) => table.columns.findIndex((column) => column.name === name);
  return pick(table.rows.map((row) => Object.fromEntries(table.columns.map(({ name }) => [name, row[at(name)]]))));
};
const told = await find('/api/incidents?limit=200', (rows) => rows.find((row) => row.conflicts && row.articles > 1) ?? rows[0]);

await take('overview', '/', { height: 1180 });
await take('overview-dark', '/', { dark: true, height: 700 });
await take('map', '/', { height: 720, first: async (page) => {
  await page.locator('.map-tools button', { hasText: 'Close up' }).click();
  await page.locator('.where').evaluate((one) => one.scrollIntoView());
} });
await take('pair', '/dyad/POL/BLR?by=week', { height: 1000, first: async (page) => {
  await page.locator('.stepper').first().focus();
  for (const key of ['End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Enter']) await page.keyboard.press(key);
} });
await take('report', '/article/1', { height: 880, first: (page) => page.locator('.mark .l-events').first().click() });
await take('incident', `/incident/${told.incident}`, { height: 860 });
await take('ledger', '/ledger/launches', { height: 760 });
await take('claims', '/claims?subject=PRK&ledger=launches', { height: 900 });
await take('commitments', '/commitments', { height: 900 });
await take('quotes', '/quotes?speaker=KOR', { height: 760 });
await take('states', '/states', { height: 640 });
await take('events', '/events?type=THREATEN', { height: 860 });
await take('phone', '/', { width: 390, height: 860 });
await take('phone-report', '/article/8', { width: 390, height: 860, dark: true });
await chrome.close();
server.stop();
