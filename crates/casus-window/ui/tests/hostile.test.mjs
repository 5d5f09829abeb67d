// 150 hostile strings as title, body, speaker, outlet and address of reports, shown in every view: nothing of them runs, no
// address of theirs becomes a link that could, and nothing is asked for elsewhere.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { browser, folder, listen, open, record, serve, skip } from './support.mjs';

const GO = 'globalThis.ran=1';
const TAGS = ['script', 'img', 'svg', 'iframe', 'object', 'embed', 'video', 'audio', 'body', 'math', 'details', 'marquee', 'input', 'style', 'link', 'base', 'form', 'template', 'meta'];
const HANDLERS = ['onerror', 'onload', 'onclick', 'onfocus', 'onmouseover', 'ontoggle', 'onstart', 'onanimationstart', 'onpointerenter', 'onbegin', 'oncanplay'];
export const STRINGS = [
  ...TAGS.flatMap((tag) => [
    `<${tag} src=x onerror=${GO}>`, `<${tag} autofocus tabindex=1 onfocus=${GO}>x</${tag}>`, `"><${tag}/onload=${GO}>`, `'></title></textarea></style></script><${tag} onclick=${GO}>`,
  ]),
  ...HANDLERS.flatMap((handler) => [`" ${handler}="${GO}" x="`, `' ${handler}=${GO} x='`]),
  `<script>${GO}</script>`, `<SCRIPT>${GO}</SCRIPT>`, `<scr<script>ipt>${GO}</scr</script>ipt>`, `</script><script>${GO}</script>`, `<script src=//evil.example/x.js></script>`,
  `<img src=//evil.example/x.png>`, `<svg><script>${GO}</script></svg>`, `<svg/onload=${GO}>`, `<svg><animate onbegin=${GO} attributeName=x dur=1s>`, `<math><mtext><table><mglyph><style><img src=x onerror=${GO}>`,
  `<iframe srcdoc="<script>parent.${GO}</script>">`, `<iframe src="javascript:parent.${GO}">`, `<a href="javascript:${GO}">go</a>`, `<form action="javascript:${GO}"><button>go</button></form>`,
  `javascript:${GO}`, `JaVaScRiPt:${GO}`, ` javascript:${GO}`, `java\tscript:${GO}`, `javascript://x%0a${GO}`, `data:text/html,<script>${GO}</script>`, `vbscript:${GO}`, `blob:${GO}`, `file:///etc/passwd`,
  `https://evil.example/"><script>${GO}</script>`, `https://evil.example/?q='onmouseover='${GO}`, `//evil.example/`, `\\\\evil.example\\x`, `http://user:pass@evil.example/`,
  `{{constructor.constructor('${GO}')()}}`, `\${${GO}}`, '`${' + GO + '}`', `#{${GO}}`, `<%= ${GO} %>`, `[[${GO}]]`, `{"__html":"<img src=x onerror=${GO}>"}`, `{"dangerouslySetInnerHTML":{"__html":"<img src=x onerror=${GO}>"}}`,
  `__proto__`, `constructor`, `toString`, `hasOwnProperty`, `&lt;script&gt;${GO}&lt;/script&gt;`, `&#60;script&#62;${GO}`, `\u003cscript\u003e${GO}\u003c/script\u003e`, `%3Cscript%3E${GO}%3C/script%3E`,
  `<!--><script>${GO}</script>-->`, `]]><script>${GO}</script>`, `<![CDATA[<script>${GO}</script>]]>`, `<?xml version="1.0"?><script>${GO}</script>`, `<noscript><p title="</noscript><img src=x onerror=${GO}>">`,
  `<style>@import '//evil.example/x.css'</style>`, `<style>*{background:url(//evil.example/x)}</style>`, `<link rel=stylesheet href=//evil.example/x.css>`, `<base href=//evil.example/>`, `<meta http-equiv=refresh content="0;url=//evil.example/">`,
  `x\u202Egnp.exe`, `\u0000<script>${GO}</script>`, `\u2028${GO}\u2029`, `=HYPERLINK("//evil.example/","x")`, `=cmd|' /C calc'!A0`, `+1+1`, `@SUM(1)`, `-2+3`, `'; DROP TABLE article; --`, `" OR 1=1 --`, `%s%n%x`, `../../../../etc/passwd`, `\uD83D\uDE00<img src=x onerror=${GO}>`,
];
const OUT = STRINGS.length < 150 ? new Error(`only ${STRINGS.length} strings`) : null;

/** A report with one string everywhere. */
function report(words, at) {
  const day = `2024-03-${String((at % 28) + 1).padStart(2, '0')}`;
  const attribute = words.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const inside = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const body = [
    `North Korea launched ${at + 2} ballistic missiles into the sea on Monday, ${inside} said.`,
    `"We will answer ${inside} with force," South Korean Defence Minister ${inside} told reporters in Seoul.`,
    `If North Korea launches another missile ${inside}, South Korea will impose sanctions on ${inside}.`,
    `Poland has been a member of NATO since 1999. Japan condemned ${inside}. ${inside}`,
  ];
  if (at % 2) return { id: words, url: words, published: day, title: words, text: body.join('\n\n').replaceAll('&lt;', '<').replaceAll('&amp;', '&') };
  return {
    id: `${at} ${words}`, url: words, published: day, title: words,
    html: `<html><head><title>${inside}</title><meta property="og:site_name" content="${attribute}"></head><body><nav><a href="/">${inside}</a></nav><main><article><h1>${inside}</h1>${body.map((one) => `<p>${one}</p>`).join('')}<p>Sign up ${inside}</p></article></main></body></html>`,
  };
}

describe('hostile strings', { skip }, () => {
  let [server, chrome] = [];
  before(async () => {
    if (OUT) throw OUT;
    const at = folder();
    const file = join(at, 'hostile.jsonl');
    writeFileSync(file, STRINGS.map((words, place) => JSON.stringify(report(words, place))).join('\n'));
    server = await serve(record([file], join(at, 'hostile.db')));
    chrome = await browser();
  });
  after(async () => {
    await chrome?.close();
    server?.stop();
  });

  it(`run nothing in any view (${STRINGS.length} of them)`, async (t) => {
    const context = await chrome.newContext({ viewport: { width: 1280, height: 900 } });
    const { page, heard } = await listen(context, server.base);
    page.on('response', (response) => response.status() >= 500 && heard.push(`${response.status()}: ${response.url()}`));
    const meta = await (await fetch(`${server.base}/api/meta`)).json();
    const table = await (await fetch(`${server.base}/api/incidents?limit=2000`)).json();
    const incidents = table.rows.map((row) => row[table.columns.findIndex((one) => one.name === 'incident')]);
    assert.ok(meta.articles >= STRINGS.length * 0.9, `${meta.articles} reports`);
    const paths = ['/', '/events?limit=2000', '/events?of=incidents', '/claims', '/claims?ledger=launches', '/commitments', '/quotes', '/states', '/ledger/launches', '/ledger/sanctions', '/dyad/KOR/PRK', '/search?q=missile'];
    for (let offset = 50; offset < meta.events; offset += 50) paths.push(`/events?offset=${offset}`);
    for (let article = 1; article <= meta.articles; article += 1) paths.push(`/article/${article}`);
    for (let at = 0; at < incidents.length; at += Math.max(1, Math.ceil(incidents.length / 150))) paths.push(`/incident/${incidents[at]}`);
    // The strings as addresses of the page and as filters.
    for (const words of STRINGS) paths.push(`/events?q=${encodeURIComponent(words)}`, `/quotes?speaker=${encodeURIComponent(words)}`, `/dyad/${encodeURIComponent(words)}/PRK`, `/article/1?layers=${encodeURIComponent(words)}&event=${encodeURIComponent(words)}`, `/search?q=${encodeURIComponent(words)}`);
    await open(page, server.base);
    let seen = 0;
    for (const path of paths) {
      // Within the page, as a reader goes; a fresh load now and then.
      if (seen % 40 === 0) await page.goto(server.base + path.replaceAll('%00', ''), { waitUntil: 'load' });
      else await page.evaluate((to) => { history.pushState(null, '', to); window.dispatchEvent(new Event('casus:moved')); }, path);
      await page.waitForFunction(() => document.querySelector('h1, .trouble') && !document.querySelector('.waiting') && !document.querySelector('[aria-busy="true"]'));
      if (path.startsWith('/article/') && seen % 5 === 0) for (const mark of await page.locator('.body .mark[tabindex="0"]').all().then((all) => all.slice(0, 3))) await mark.click({ force: true });
      const wrong = await page.evaluate(() => {
        const own = [...document.querySelectorAll('script')].every((one) => !one.textContent && new URL(one.src).pathname.startsWith('/assets/'));
        const handlers = [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some((attribute) => attribute.name.startsWith('on'))).length;
        const strange = document.querySelectorAll('main iframe, main object, main embed, main img, main video, main style, main link, main base, main meta, main math').length;
        const links = [...document.querySelectorAll('a[href]')].map((one) => one.href).filter((href) => !/^https?:/.test(href));
        return { ran: globalThis.ran ?? null, own, handlers, strange, links };
      });
      assert.deepEqual(wrong, { ran: null, own: true, handlers: 0, strange: 0, links: [] }, path);
      seen += 1;
    }
    // A question that the record does not understand is answered with 400, which the browser notes: no more than that is heard.
    const beside = heard.filter((one) => !/console: Failed to load resource: the server responded with a status of 4\d\d/.test(one));
    assert.deepEqual(beside, []);
    t.diagnostic(`${STRINGS.length} strings, ${meta.articles} reports, ${seen} views opened`);
    await context.close();
  });

  it('are data in every answer: JSON and CSV, never HTML', async () => {
    for (const path of ['/api/events', '/api/quotes', '/api/claims', '/api/commitments', '/api/events?format=csv', '/api/quotes?format=csv']) {
      const answer = await fetch(server.base + path);
      assert.match(answer.headers.get('content-type'), /^(application\/json|text\/csv)/, path);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path);
    }
    const page = await fetch(server.base);
    assert.match(page.headers.get('content-security-policy'), /default-src 'none'; script-src 'self'; style-src 'self'/);
    assert.doesNotMatch(await page.text(), /<script(?![^>]*src=)|<style|\son\w+=|style=/);
  });
});
