import type { Seen } from '../map/spotter.js';
import type { TownMap } from '../map/town-map.js';
import type { Options } from '../planning/options.js';
import type { DemandMap } from './demands-of.js';

/**
 * Cameras that stand on the map as options, such as those that could be mended: option `o` is the camera `ids[o]`, which
 * sees what it would see if it were live. One that does not look anywhere often enough to count sees nothing.
 */
export function standingCameras(
  map: TownMap,
  wanted: DemandMap,
  { ids, costFen }: { readonly ids: readonly string[]; readonly costFen: (id: string) => number },
): Options {
  const entries = ids.map((id) => map.entry(id));
  const spots = entries.map((entry) => entry?.camera.sight.at);
  return {
    count: ids.length,
    costFen: (option) => costFen(ids[option]!),
    site: () => -1,
    distanceM: (a, b) => {
      const [from, to] = [spots[a], spots[b]];
      return from && to
        ? Math.hypot(to.eastM - from.eastM, to.northM - from.northM)
        : Number.POSITIVE_INFINITY;
    },
    sees: (option, into) => {
      const entry = entries[option];
      if (!entry?.counts) return 0;
      const points = collect(entry.seen.points, wanted.ofPoint, wanted, into, 0);
      return wanted.ofCell ? collect(entry.seen.cells, wanted.ofCell, wanted, into, points) : points;
    },
    mostSeen: entries.reduce((most, entry) => Math.max(most, entry ? marksOf(entry.seen, wanted) : 0), 0),
  };
}

function marksOf({ points, cells }: Seen, { ofCell }: DemandMap): number {
  return points.length + (ofCell ? cells.length : 0);
}

/** Writes the demands among `marks` that are seen well enough behind the first `count`; returns how many there are then. */
function collect(
  marks: Int32Array,
  demandOf: Int32Array,
  { level }: DemandMap,
  into: Int32Array,
  count: number,
): number {
  let written = count;
  for (const mark of marks) {
    const demand = demandOf[mark >> 2]!;
    if (demand >= 0 && (mark & 3) >= level[demand]!) into[written++] = demand;
  }
  return written;
}
