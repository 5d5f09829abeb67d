// The four colours of the classes can be told from the paper and from each other, also by those who see fewer colours; and
// words can be read on what they stand on. No browser is needed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

const sheet = readFileSync(new URL('../src/styles/page.css', import.meta.url), 'utf8');
const block = (from) => Object.fromEntries([...sheet.slice(sheet.indexOf(from)).split('}')[0].matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map((one) => [one[1], one[2]]));
const themes = { light: block(':root {'), dark: block(':root[data-theme="dark"] {') };

const rgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
const light = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a, b) => {
  const [x, y] = [light(rgb(a)), light(rgb(b))].sort((m, n) => n - m);
  return (x + 0.05) / (y + 0.05);
};
// Full dichromacy, after Machado, Oliveira and Fernandes (2009).
const SEEN = {
  all: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  'without red': [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  'without green': [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  'without blue': [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};
function lab(hex, matrix) {
  const c = rgb(hex);
  const [r, g, b] = [0, 3, 6].map((at) => Math.min(1, Math.max(0, matrix[at] * c[0] + matrix[at + 1] * c[1] + matrix[at + 2] * c[2])));
  const xyz = [(0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505, 0.2126 * r + 0.7152 * g + 0.0722 * b, (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089];
  const [x, y, z] = xyz.map((v) => (v > 0.008856 ? Math.cbrt(v) : 7.787 * v + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

for (const [name, colours] of Object.entries(themes)) {
  it(`${name}: classes stand out from the paper by 3 to 1, words by 4.5 to 1`, () => {
    for (const quad of ['vcoop', 'mcoop', 'vconf', 'mconf', 'accent']) assert.ok(contrast(colours[quad], colours.paper) >= 3, `${quad} ${contrast(colours[quad], colours.paper).toFixed(2)}`);
    for (const word of ['ink', 'quiet', 'warn']) for (const on of ['paper', 'raised', 'faint']) assert.ok(contrast(colours[word], colours[on]) >= 4.5, `${word} on ${on} ${contrast(colours[word], colours[on]).toFixed(2)}`);
    for (const tint of ['vcoop-tint', 'mcoop-tint', 'vconf-tint', 'mconf-tint', 'mark']) assert.ok(contrast(colours.ink, colours[tint]) >= 7, tint);
  });
  it(`${name}: any two classes are told apart, with fewer colours too`, () => {
    const quads = ['vcoop', 'mcoop', 'vconf', 'mconf'];
    for (const [who, matrix] of Object.entries(SEEN)) {
      quads.forEach((a, at) => quads.slice(at + 1).forEach((b) => {
        const [p, q] = [lab(colours[a], matrix), lab(colours[b], matrix)];
        const away = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
        assert.ok(away >= 15, `${a} and ${b}, ${who}: ${away.toFixed(1)}`);
      }));
    }
  });
}
