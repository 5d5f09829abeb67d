// The map's shapes: countries of Natural Earth (1:110 million, public domain) as world-atlas packs them, without names, on
// a coarser grid. Antarctica is left out: no reports come from there, and it would take a fifth of the picture.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { quantize } from 'topojson-client';

const GRID = 2000;

export function slimWorld() {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-110m.json');
  const world = JSON.parse(readFileSync(path, 'utf8'));
  const countries = world.objects.countries;
  countries.geometries = countries.geometries
    .filter((shape) => shape.id !== '010')
    .map(({ type, arcs }) => ({ type, arcs }));
  const used = onlyUsedArcs({ type: world.type, objects: { countries }, arcs: world.arcs.map((arc) => degrees(arc, world.transform)) });
  const slim = quantize(used, GRID);
  return JSON.stringify({ type: slim.type, objects: slim.objects, arcs: slim.arcs, transform: slim.transform });
}

/** An arc's points, which are stored as steps on a grid, as degrees. */
function degrees(arc, { scale, translate }) {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
}

/** Drops the arcs that no shape uses any more. */
function onlyUsedArcs(world) {
  const place = new Map();
  const arcs = [];
  const renumber = (of) => {
    if (Array.isArray(of)) return of.map(renumber);
    const at = of < 0 ? ~of : of;
    if (!place.has(at)) {
      place.set(at, arcs.length);
      arcs.push(world.arcs[at]);
    }
    return of < 0 ? ~place.get(at) : place.get(at);
  };
  for (const shape of world.objects.countries.geometries) shape.arcs = renumber(shape.arcs);
  return { ...world, arcs };
}
