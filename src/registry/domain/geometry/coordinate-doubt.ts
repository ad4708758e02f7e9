import type { Point } from '../place.js';
import { contains, type Region } from '../import/regions.js';

/** Where a village lies, as far as the register knows. */
export interface Neighbourhood {
  /** A rectangle that everything of the village must lie in. */
  readonly region: Region;
  /** Whether a point lies within the village's boundary; null where none is known. */
  readonly isInside: ((point: Point) => boolean) | null;
  /** Reads a point of one of the shifted systems as WGS 84. */
  readonly fromShifted: Readonly<Record<'GCJ02' | 'BD09', (point: Point) => Point>>;
}

export interface Doubt {
  readonly code:
    'coordinates-in-metres' | 'coordinates-swapped' | 'coordinates-shifted' | 'outside-neighbourhood';
  readonly message: string;
  /** Of the first point that the doubt is about. */
  readonly index: number;
}

/** Of the points in question, so many must fit another reading before it is named. */
const MOST = 0.9;
/** Buildings at a village's edge may lie beyond it; more of them than this do not. */
const OUTSIDE_SHARE = 0.5;
/** A few points outside prove no shift. */
const SHIFT_NEEDS = 5;

/** Whether points are written in the system that they should be in; null where nothing speaks against it. */
export function coordinateDoubt(points: readonly Point[], where: Neighbourhood): Doubt | null {
  const { region } = where;
  const strays = points.filter(([x, y]) => !contains(region, x, y));
  if (strays.length === 0) return shifted(points, where);
  const index = points.indexOf(strays[0]!);
  const [x, y] = strays[0]!;
  const swappedShare = strays.filter(([a, b]) => contains(region, b, a)).length / strays.length;
  if (swappedShare >= MOST) {
    const message = `[${x}, ${y}] looks like latitude and longitude swapped; GeoJSON writes the longitude first: [${y}, ${x}]`;
    return { code: 'coordinates-swapped', message, index };
  }
  if (Math.abs(x) > 180 || Math.abs(y) > 180) {
    const message = `[${x}, ${y}] looks like metres of a map projection; export it in degrees of WGS 84 (EPSG:4326)`;
    return { code: 'coordinates-in-metres', message, index };
  }
  const count = strays.length === points.length ? 'all' : `${strays.length} of ${points.length}`;
  const message = `[${x}, ${y}] lies outside the neighbourhood of ${region.name.en} (${count} do); check the village and the coordinate system`;
  return { code: 'outside-neighbourhood', message, index };
}

function shifted(points: readonly Point[], { isInside, fromShifted, region }: Neighbourhood): Doubt | null {
  if (isInside === null || points.length < SHIFT_NEEDS) return null;
  const index = points.findIndex((point) => !isInside(point));
  const insideShare = (read: (point: Point) => Point): number =>
    points.filter((point) => isInside(read(point))).length / points.length;
  if (index === -1 || 1 - insideShare((point) => point) <= OUTSIDE_SHARE) return null;
  for (const [system, name] of [
    ['GCJ02', 'GCJ-02'],
    ['BD09', 'BD-09'],
  ] as const) {
    if (insideShare(fromShifted[system]) < MOST) continue;
    const message = `most lies outside the boundary of ${region.name.en} as it is written, and inside when read as ${name}; convert it to WGS 84`;
    return { code: 'coordinates-shifted', message, index };
  }
  return null;
}
