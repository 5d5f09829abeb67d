// Builds the page into a folder: scripts and styles with their content's hash in their names, the map's shapes, and the
// one HTML page that names them. The same sources give the same bytes.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { slimWorld } from './shapes.mjs';

const here = dirname(fileURLToPath(import.meta.url));

export async function buildInto(out) {
  mkdirSync(out, { recursive: true });
  for (const name of readdirSync(out)) rmSync(join(out, name), { recursive: true });
  const made = await build({
    absWorkingDir: here,
    entryPoints: { app: 'src/main.tsx', theme: 'src/theme_first.ts' },
    bundle: true,
    minify: true,
    splitting: true,
    chunkNames: 'part-[hash]',
    format: 'esm',
    target: ['es2022', 'chrome105', 'firefox110', 'safari16'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.svg': 'text' },
    plugins: [shapes(out)],
    publicPath: '/assets/',
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    write: false,
    outdir: out,
  });
  const names = {};
  for (const file of made.outputFiles) {
    const name = basename(file.path);
    writeFileSync(join(out, name), file.contents);
    names[name.replace(/-[A-Z0-9]{8}\./, '.')] = name;
  }
  const icon = readFileSync(join(here, 'public/favicon.svg'));
  names['favicon.svg'] = `favicon-${createHash('sha256').update(icon).digest('hex').slice(0, 8).toUpperCase()}.svg`;
  writeFileSync(join(out, names['favicon.svg']), icon);
  let page = readFileSync(join(here, 'public/index.html'), 'utf8');
  page = page.replace(/\{\{([a-z.]+)\}\}/g, (_, name) => {
    if (!names[name]) throw new Error(`the page names ${name}, which was not built`);
    return `/assets/${names[name]}`;
  });
  writeFileSync(join(out, 'index.html'), page);
  writeFileSync(join(out, 'LICENSES.txt'), licences());
  return readdirSync(out).sort();
}

/** `import address from 'world.topo'`: Natural Earth's countries, slimmed, beside the script. */
function shapes() {
  return {
    name: 'shapes',
    setup(builder) {
      builder.onResolve({ filter: /world\.topo$/ }, () => ({ path: 'world.json', namespace: 'shapes' }));
      builder.onLoad({ filter: /.*/, namespace: 'shapes' }, () => ({ contents: slimWorld(), loader: 'file' }));
    },
  };
}

/** What is built in from elsewhere, with its notices. */
function licences() {
  const parts = ['preact', 'uplot', 'd3-geo', 'd3-array', 'internmap', 'topojson-client', 'world-atlas'];
  return parts.map((part) => {
    const folder = join(here, 'node_modules', part);
    const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((name) => /^licen[sc]e/i.test(name));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : '';
    return `${part} ${about.version} (${about.license})\n\n${text}\n`;
  }).join('\n----\n\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = join(here, process.argv[2] ?? '../assets');
  console.log((await buildInto(out)).join('\n'));
}
