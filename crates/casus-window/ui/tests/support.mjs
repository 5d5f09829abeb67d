// What all tests of the page share: the program, a record, a browser, and an ear for everything that should not be heard.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
export const samples = [join(root, 'samples/window'), join(root, 'samples/report.txt')];

const places = [process.env.CASUS_BIN, join(root, 'target/release/casus'), join(root, 'target/debug/casus')];
export const casus = places.find((place) => place && existsSync(place));
export const chromium = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((place) => place && existsSync(place));

/** Why the tests cannot run here, if they cannot. */
export const skip = !chromium ? 'no Chromium here: apt-get install chromium, or name one in CHROMIUM'
  : !casus ? 'no casus here: build it, or name it in CASUS_BIN' : false;
if (skip) console.log(`skipped: ${skip}`);

export function folder() {
  const made = mkdtempSync(join(tmpdir(), 'casus-window-test-'));
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A record of reports. */
export function record(paths, db = join(folder(), 'casus.db')) {
  const done = spawnSync(casus, ['add', '--db', db, ...paths], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return db;
}

/** The program behind the page, on a free port. */
export async function serve(db) {
  const child = spawn(casus, ['serve', '--db', db, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  process.on('exit', () => child.kill());
  let heard = '';
  const base = await new Promise((done, fail) => {
    const hear = (bytes) => {
      heard += bytes;
      const found = /http:\/\/[^\s/]+:\d+/.exec(heard);
      if (found) done(found[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => fail(new Error(`casus serve ended: ${heard}`)));
    setTimeout(() => fail(new Error(`casus serve says nothing of where it is: ${heard}`)), 20_000).unref();
  });
  return { base, stop: () => child.kill('SIGINT') };
}

export async function browser() {
  const { chromium: play } = await import('playwright-core');
  return play.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
}

/** A page with an ear: complaints of the console, errors, broken policies, requests elsewhere. */
export async function listen(context, base) {
  const page = await context.newPage();
  const heard = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && heard.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith('blob:') && !url.startsWith('data:')) heard.push(`request elsewhere: ${url}`);
  });
  page.on('popup', (popup) => heard.push(`popup: ${popup.url()}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  return { page, heard };
}

/** Until the view stands: its heading is there and nothing is on its way. */
export async function open(page, address) {
  await page.goto(address, { waitUntil: 'load' });
  await settled(page);
}
export async function settled(page) {
  await page.waitForSelector('h1');
  await page.waitForFunction(() => !document.querySelector('.waiting') && !document.querySelector('[aria-busy="true"]'));
  await page.waitForLoadState('networkidle');
}

export const axeSource = () => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const VIEWS = {
  overview: '/',
  pairs: '/dyad',
  dyad: '/dyad/KOR/PRK',
  article: '/article/1',
  incident: '/incident/1',
  ledgers: '/ledger',
  ledger: '/ledger/launches',
  claims: '/claims?subject=PRK&ledger=launches',
  'all claims': '/claims',
  commitments: '/commitments',
  quotes: '/quotes',
  states: '/states',
  events: '/events',
  incidents: '/events?of=incidents',
  watch: '/watch',
  search: '/search?q=missile',
};
