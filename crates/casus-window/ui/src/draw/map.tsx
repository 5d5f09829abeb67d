/** Where it happened. Countries without tiles and without a network; circles by number of incidents, hollow where not done. */
import { geoNaturalEarth1, geoPath, type GeoProjection } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import world from '../world.topo';
import type { Palette } from '../theme';
import { STATUSES, STATUS_SHORT, many, typeWord } from '../words';
import { Canvas } from './canvas';
import { dashes, font, type Brush } from './hand';

export type Spot = { lat: number; lon: number; place: string; incidents: number; by_status: Record<string, number>; types: string[] };
type Shapes = { land: any; borders: any };

let loaded: Promise<Shapes> | null = null;

function shapes(): Promise<Shapes> {
  loaded ??= fetch(world).then((answer) => answer.json()).then((topology: any) => ({
    land: feature(topology, topology.objects.countries),
    borders: mesh(topology, topology.objects.countries, (a: any, b: any) => a !== b),
  }));
  return loaded;
}

export function WorldMap({ spots, label, pick }: { spots: Spot[]; label: string; pick: (spot: Spot) => void }) {
  const [earth, setEarth] = useState<Shapes | null>(null);
  const [close, setClose] = useState(false);
  useEffect(() => {
    let here = true;
    shapes().then((got) => here && setEarth(got), () => undefined);
    return () => { here = false; };
  }, []);
  const ordered = useMemo(() => [...spots].sort((a, b) => b.incidents - a.incidents || a.place?.localeCompare(b.place ?? '')), [spots]);
  const most = Math.max(1, ...ordered.map((spot) => spot.incidents));
  const project = useCallback((width: number, height: number): GeoProjection => {
    const projection = geoNaturalEarth1();
    if (close && ordered.length) {
      const points = { type: 'MultiPoint' as const, coordinates: ordered.map((spot) => [spot.lon, spot.lat]) };
      projection.fitExtent([[40, 40], [width - 40, height - 40]], points);
      const widest = width * 1.6;
      if (projection.scale() > widest) {
        const centre = projection.invert!([width / 2, height / 2])!;
        projection.scale(widest).center(centre as [number, number]).translate([width / 2, height / 2]);
      }
      return projection;
    }
    // Without Antarctica and its sea.
    return projection.fitExtent([[4, 6], [width - 4, height * 1.19]], { type: 'Sphere' });
  }, [close, ordered]);
  const radius = (n: number, width: number) => 3.2 + Math.sqrt(n / most) * Math.min(most < 12 ? 11 : 20, width / 36);
  const paint = useCallback((brush: Brush, width: number, height: number, colours: Palette, chosen: number | null) => {
    const projection = project(width, height);
    const path = geoPath(projection, brush);
    brush.fillStyle = colours.sea;
    brush.fillRect(0, 0, width, height);
    if (earth) {
      brush.beginPath();
      path(earth.land);
      brush.fillStyle = colours.land;
      brush.fill();
      brush.beginPath();
      path(earth.borders);
      brush.strokeStyle = colours.border;
      brush.lineWidth = 0.7;
      brush.stroke();
    }
    ordered.forEach((spot, at) => {
      const xy = projection([spot.lon, spot.lat]);
      if (xy) circle(brush, xy[0], xy[1], spot, radius(spot.incidents, width), colours, at === chosen);
    });
    names(brush, projection, width, colours, chosen);
  }, [earth, ordered, project]);
  const names = (brush: Brush, projection: GeoProjection, width: number, colours: Palette, chosen: number | null) => {
    const taken: [number, number, number, number][] = [];
    brush.font = font(colours, 11.5, 500);
    brush.lineJoin = 'round';
    const some = ordered.slice(0, width < 480 ? (close ? 8 : 3) : close ? 20 : 8).map((spot, at) => ({ spot, at }));
    if (chosen !== null && ordered[chosen]) some.unshift({ spot: ordered[chosen]!, at: chosen });
    for (const { spot } of some) {
      const xy = projection([spot.lon, spot.lat]);
      if (!xy || !spot.place) continue;
      const wide = brush.measureText(spot.place).width;
      const r = radius(spot.incidents, width);
      const x = xy[0] + r + 4 + wide > width ? xy[0] - r - 4 - wide : xy[0] + r + 4;
      const box: [number, number, number, number] = [x, xy[1] - 7, x + wide, xy[1] + 7];
      if (taken.some((one) => box[0] < one[2] && box[2] > one[0] && box[1] < one[3] && box[3] > one[1])) continue;
      taken.push(box);
      brush.strokeStyle = colours.land;
      brush.lineWidth = 3;
      brush.strokeText(spot.place, x, xy[1] + 4);
      brush.fillStyle = colours.ink;
      brush.fillText(spot.place, x, xy[1] + 4);
    }
  };
  const nearest = useCallback((x: number, y: number, width: number, height: number) => {
    const projection = project(width, height);
    let [best, gap] = [null as number | null, Infinity];
    ordered.forEach((spot, at) => {
      const xy = projection([spot.lon, spot.lat]);
      const away = xy ? Math.hypot(xy[0] - x, xy[1] - y) - radius(spot.incidents, width) : Infinity;
      if (away < gap && away < 12) [best, gap] = [at, away];
    });
    return best;
  }, [ordered, project]);
  const describe = (at: number) => {
    const spot = ordered[at]!;
    const how = STATUSES.filter((status) => spot.by_status[status]).map((status) => `${spot.by_status[status]} ${STATUS_SHORT[status]}`);
    return `${spot.place ?? 'Unnamed place'}: ${many(spot.incidents, 'incident')} (${how.join(', ')}). ${spot.types.map(typeWord).join(', ')}.`;
  };
  return (
    <>
      <div class="map-tools" role="group" aria-label="Extent of the map">
        <button type="button" aria-pressed={!close} onClick={() => setClose(false)}>World</button>
        <button type="button" aria-pressed={close} onClick={() => setClose(true)} disabled={!ordered.length}>Close up</button>
      </div>
      <Canvas label={label} height={(width) => Math.round(Math.max(190, Math.min(500, width * 0.44)))} paint={paint} points={ordered.length} describe={describe} nearest={nearest} pick={(at) => pick(ordered[at]!)} />
    </>
  );
}

/** A disc for what happened, as large as its share, in a ring for the rest, broken as the chief reason says. */
function circle(brush: Brush, x: number, y: number, spot: Spot, r: number, colours: Palette, chosen: boolean): void {
  const done = spot.by_status.happened ?? 0;
  const rest = STATUSES.slice(1).map((status) => [status, spot.by_status[status] ?? 0] as const).sort((a, b) => b[1] - a[1]);
  brush.save();
  const inner = r * Math.sqrt(Math.min(1, done / Math.max(1, spot.incidents)));
  if (done) {
    brush.globalAlpha = 0.78;
    brush.fillStyle = colours.accent;
    brush.beginPath();
    brush.arc(x, y, inner, 0, Math.PI * 2);
    brush.fill();
    brush.globalAlpha = 1;
  }
  brush.strokeStyle = done === spot.incidents ? colours.paper : colours.accent;
  brush.lineWidth = chosen ? 2.6 : 1.4;
  if (chosen) brush.strokeStyle = colours.ink;
  if (done < spot.incidents) brush.setLineDash(dashes(rest[0]![0]));
  brush.beginPath();
  brush.arc(x, y, r, 0, Math.PI * 2);
  brush.stroke();
  brush.restore();
}
