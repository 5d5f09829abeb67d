// Every view: it renders, it fits a phone, it can be read by all, its filters are in its address, and it can be taken along.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { VIEWS, axeSource, browser, listen, open, record, samples, serve, settled, skip } from './support.mjs';

describe('the window', { skip }, () => {
  let [server, chrome, axe] = [];
  before(async () => {
    server = await serve(record(samples));
    chrome = await browser();
    axe = axeSource();
  });
  after(async () => {
    await chrome?.close();
    server?.stop();
  });
  const page = async (how = {}) => {
    const context = await chrome.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true, ...how });
    return { context, ...(await listen(context, server.base)) };
  };

  for (const [name, path] of Object.entries(VIEWS)) {
    for (const [width, colorScheme] of [[1280, 'light'], [1280, 'dark'], [360, 'light'], [360, 'dark']]) {
      it(`${name} renders at ${width} in the ${colorScheme}, and axe finds nothing`, async () => {
        const { page: at, heard, context } = await page({ viewport: { width, height: 800 }, colorScheme });
        await open(at, server.base + path);
        assert.equal(await at.locator('h1').count(), 1);
        assert.ok(!(await at.locator('.trouble').count()), 'no trouble is shown');
        const over = await at.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `nothing sticks out sideways (${over} px)`);
        for (const fold of await at.locator('details > summary').all()) await fold.click();
        await context.route('**/*', (route) => route.continue());
        await at.evaluate(axe);
        const found = await at.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
        const told = found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`);
        assert.deepEqual(told, []);
        assert.deepEqual(heard, []);
        await context.close();
      });
    }
  }

  it('the watch tells how each feed stands', async () => {
    for (const [width, colorScheme] of [[1280, 'light'], [360, 'dark']]) {
      const { page: at, heard, context } = await page({ viewport: { width, height: 800 }, colorScheme });
      // As a record has it that a watch fills.
      await at.route('**/api/meta', async (route) => {
        const answer = await route.fetch();
        const feed = (name, more) => ({ url: `https://${name}.example/feed`, feed: name, last_tried: '2024-05-30T09:10:00Z', last_ok: '2024-05-30T09:10:00Z', next_due: '2024-05-30T09:25:00Z', failures: 0, note: null, articles: 12, ...more });
        await route.fulfill({ response: answer, json: { ...(await answer.json()), watch: { feeds: [feed('courier'), feed('wire', { failures: 3, note: 'status 429', articles: 4 }), feed('gazette', { next_due: null, note: 'status 410' }), feed('post', { url: 'javascript:globalThis.ran=1', feed: '<img src=x onerror=globalThis.ran=1>' })] } } });
      });
      await open(at, `${server.base}/watch`);
      const words = await at.locator('main').innerText();
      assert.match(words, /answers/);
      assert.match(words, /failing, 3 in a row/);
      assert.match(words, /gone/);
      assert.equal(await at.evaluate(() => globalThis.ran ?? null), null);
      assert.equal(await at.locator('a[href^="javascript"]').count(), 0);
      await at.evaluate(axe);
      assert.deepEqual(await at.evaluate(async () => (await globalThis.axe.run(document)).violations.map((one) => one.id)), []);
      assert.deepEqual(heard, []);
      await context.close();
    }
  });

  it('every picture is an image with words, and a table stands under it', async () => {
    const { page: at, context } = await page();
    for (const path of ['/', '/dyad/KOR/PRK', '/article/1', '/incident/1', '/ledger/launches', '/claims?ledger=launches', '/commitments', '/quotes', '/states', '/events']) {
      await open(at, server.base + path);
      const canvases = await at.locator('canvas').all();
      assert.ok(canvases.length > 0, `${path} has a picture`);
      for (const canvas of canvases) {
        assert.equal(await canvas.getAttribute('role'), 'img', path);
        assert.ok((await canvas.getAttribute('aria-label'))?.length > 8, path);
      }
      for (const fold of await at.locator('details > summary').all()) await fold.click();
      assert.ok(await at.locator('table caption').count(), `${path} has a table`);
    }
    await context.close();
  });

  it('filters change the address and the rows; the back button undoes them', async () => {
    const { page: at, heard, context } = await page();
    await open(at, `${server.base}/events`);
    const all = await at.locator('tbody tr').count();
    await at.getByLabel('Status', { exact: true }).selectOption('planned');
    await at.waitForURL('**/events?status=planned');
    await settled(at);
    const planned = await at.locator('tbody tr').count();
    assert.ok(planned > 0 && planned < all, `${planned} of ${all}`);
    assert.deepEqual(await at.locator('tbody .status').allTextContents().then((all) => [...new Set(all.map((one) => one.trim()))]), ['planned']);
    await at.getByLabel('Words', { exact: true }).fill('ships');
    await at.waitForURL('**q=ships**');
    await settled(at);
    await at.goBack();
    await at.waitForURL('**/events?status=planned');
    await at.goBack();
    await at.waitForURL('**/events');
    await settled(at);
    assert.equal(await at.locator('tbody tr').count(), all);
    assert.deepEqual(heard, []);
    await context.close();
  });

  it('every filter of every view stands in the address and survives a reload', async () => {
    const { page: at, heard, context } = await page();
    for (const path of ['/events', '/quotes', '/states', '/commitments', '/claims', '/ledger/launches', '/dyad/KOR/PRK', '/']) {
      await open(at, server.base + path);
      const keys = await at.locator('.filters [id^="filter-"]:not(datalist)').evaluateAll((all) => all.map((one) => one.id));
      assert.ok(keys.length, path);
      for (const id of keys) {
        await open(at, server.base + path);
        const field = at.locator(`#${id}`);
        const kind = await field.evaluate((one) => (one.tagName === 'SELECT' ? 'select' : one.type));
        if (kind === 'select') await field.selectOption({ index: 1 });
        else if (kind === 'checkbox') await field.check();
        else await field.fill(kind === 'date' ? '2024-04-01' : 'KOR');
        await at.waitForFunction((name) => new URLSearchParams(location.search).has(name), id.slice(7));
        await settled(at);
        const shown = await at.locator('main').innerText();
        await at.reload();
        await settled(at);
        assert.equal(await at.locator('main').innerText(), shown, `${path} ${id}`);
        assert.ok(!(await at.locator('.trouble').count()), `${path} ${id}`);
      }
    }
    assert.deepEqual(heard, []);
    await context.close();
  });

  it('a deep link opens what it names: a mark of a report, a stretch of events', async () => {
    const { page: at, heard, context } = await page();
    await open(at, `${server.base}/events?of=incidents&type=SANCTION&from=2024-03-01&to=2024-03-31`);
    assert.ok(await at.locator('tbody tr').count());
    await at.locator('tbody a.sentence').first().click();
    await at.waitForURL('**/incident/*');
    await settled(at);
    await at.locator('table a[href^="/article/"]').first().click();
    await at.waitForURL('**/article/*event=*');
    await settled(at);
    await at.reload();
    await settled(at);
    await at.waitForSelector('.panel .why');
    assert.match(await at.locator('.panel').innerText(), /what it rests on/i);
    assert.deepEqual(heard, []);
    await context.close();
  });

  it('the layers of a report can be put on and off, and each mark opens its why', async () => {
    const { page: at, heard, context } = await page();
    await open(at, `${server.base}/article/1`);
    const before = await at.locator('.body .mark').count();
    await at.locator('.layer.l-actors input').uncheck();
    await at.waitForURL('**layers=**');
    assert.ok((await at.locator('.body .mark').count()) < before);
    await at.locator('.body .mark[tabindex="0"]').first().focus();
    await at.keyboard.press('Enter');
    await at.waitForSelector('.panel');
    await at.keyboard.press('Escape');
    await at.waitForSelector('.panel', { state: 'detached' });
    await at.locator('.dropped > summary').click();
    assert.match(await at.locator('.dropped').innerText(), /sign up for our morning letter|home/i);
    assert.deepEqual(heard, []);
    await context.close();
  });

  it('the keyboard leads everywhere: skip link, pictures, views, help', async () => {
    const { page: at, heard, context } = await page();
    await open(at, server.base);
    await at.keyboard.press('Tab');
    assert.equal(await at.evaluate(() => document.activeElement.className), 'skip');
    await at.keyboard.press('Enter');
    assert.equal(await at.evaluate(() => document.activeElement.id), 'main');
    await at.locator('.stepper').first().focus();
    const outline = await at.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.notEqual(outline, 'none', 'the focus is seen');
    await at.keyboard.press('End');
    const last = await at.locator('.readout').first().innerText();
    await at.keyboard.press('ArrowLeft');
    const one = await at.locator('.readout').first().innerText();
    assert.notEqual(one, last);
    await at.keyboard.press('Enter');
    await at.waitForURL('**/events?**from=**');
    await settled(at);
    await at.keyboard.press('g');
    await at.keyboard.press('q');
    await at.waitForURL('**/quotes');
    await at.keyboard.press('?');
    await at.waitForSelector('dialog[open]');
    await at.keyboard.press('Escape');
    await at.waitForSelector('dialog[open]', { state: 'detached' });
    await at.keyboard.press('/');
    assert.equal(await at.evaluate(() => document.activeElement.id), 'search');
    await at.keyboard.type('Belarus');
    await at.keyboard.press('Enter');
    await at.waitForURL('**/search?q=Belarus');
    assert.deepEqual(heard, []);
    await context.close();
  });

  it('every view can be taken along as CSV and as PNG', async () => {
    const { page: at, heard, context } = await page();
    for (const path of ['/', '/dyad/KOR/PRK', '/article/1', '/incident/1', '/ledger/launches', '/claims?ledger=launches', '/commitments', '/quotes', '/states', '/events']) {
      await open(at, server.base + path);
      for (const kind of ['CSV', 'PNG']) {
        const [taken] = await Promise.all([at.waitForEvent('download'), at.locator('.take', { hasText: kind }).first().click()]);
        const bytes = readFileSync(await taken.path());
        if (kind === 'PNG') {
          assert.deepEqual([...bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47], path);
          assert.ok(bytes.length > 2000, `${path} has something in its picture`);
        } else {
          assert.ok(bytes.toString().split('\n').length > 2, `${path} has rows: ${bytes.toString().slice(0, 80)}`);
          assert.match(taken.suggestedFilename(), /\.csv$/);
        }
      }
    }
    assert.deepEqual(heard, []);
    await context.close();
  });

  it('the theme can be chosen, and stays chosen', async () => {
    const { page: at, context } = await page({ colorScheme: 'light' });
    await open(at, server.base);
    const paper = () => at.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await at.getByLabel('Theme').selectOption('dark');
    assert.notEqual(await paper(), light);
    await at.reload();
    await settled(at);
    assert.notEqual(await paper(), light);
    await context.close();
  });

  it('what is not so looks other than what is: by shape, not by colour alone', async () => {
    const { page: at, context } = await page();
    await open(at, `${server.base}/events`);
    const shapes = await at.evaluate(() => Object.fromEntries([...document.querySelectorAll('tbody .status')].map((one) => [one.className, one.querySelector('svg').innerHTML])));
    assert.ok(Object.keys(shapes).length >= 3, JSON.stringify(Object.keys(shapes)));
    assert.equal(new Set(Object.values(shapes)).size, Object.keys(shapes).length);
    await context.close();
  });

  it('plain words are said when nothing fits, when there is no such thing, and when the program is gone', async () => {
    const { page: at, context } = await page();
    await open(at, `${server.base}/events?q=zzzzqqq`);
    assert.match(await at.locator('main').innerText(), /nothing fits these filters/i);
    await at.goto(`${server.base}/incident/999999`);
    await at.waitForSelector('.trouble');
    assert.match(await at.locator('.trouble').innerText(), /no incident 999999/);
    await open(at, server.base);
    await at.route('**/api/**', (route) => route.abort());
    await at.locator('nav a', { hasText: 'Quotes' }).click();
    await at.waitForSelector('.trouble');
    assert.match(await at.locator('.trouble').innerText(), /does not answer/);
    await context.close();
  });

  it('is light and quick: all that the first page loads, and when it is first painted', async (t) => {
    const paints = [];
    let [plain, sent] = [0, 0];
    for (let round = 0; round < 5; round += 1) {
      const { page: at, context } = await page();
      const session = await context.newCDPSession(at);
      await session.send('Network.enable');
      let moved = 0;
      session.on('Network.loadingFinished', (event) => { moved += event.encodedDataLength; });
      await open(at, server.base);
      await at.waitForTimeout(150);
      paints.push(await at.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
      plain = await at.evaluate(() => performance.getEntries().filter((one) => 'decodedBodySize' in one).reduce((sum, one) => sum + one.decodedBodySize, 0));
      sent = moved;
      await context.close();
    }
    paints.sort((a, b) => a - b);
    t.diagnostic(`first load: ${(sent / 1000).toFixed(0)} KB sent, ${(plain / 1000).toFixed(0)} KB unpacked; first paint ${paints.map((one) => one.toFixed(0)).join(', ')} ms`);
    assert.ok(sent <= 250_000, `${sent} bytes`);
    assert.ok(paints[2] <= 300, `${paints[2]} ms`);
  });
});
