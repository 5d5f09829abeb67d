// Builds the page anew and compares it byte for byte with what is committed.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildInto } from './build.mjs';

const committed = join(dirname(fileURLToPath(import.meta.url)), '../assets');
const fresh = mkdtempSync(join(tmpdir(), 'casus-window-'));
const names = new Set([...(await buildInto(fresh)), ...readdirSync(committed)]);
const read = (folder, name) => {
  try {
    return readFileSync(join(folder, name));
  } catch {
    return null;
  }
};
const differ = [...names].filter((name) => {
  const [a, b] = [read(fresh, name), read(committed, name)];
  return !a || !b || !a.equals(b);
});
rmSync(fresh, { recursive: true });
if (differ.length) {
  console.error(`the committed page is not what its sources give: ${differ.join(', ')}\nrun: npm run build`);
  process.exit(1);
}
console.log('the committed page is what its sources give');
