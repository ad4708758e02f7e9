import type { Spot } from '../../../kernel/geography.js';
import type { Building } from '../ground/shape.js';
import type { Footprint } from '../sight/footprint.js';
import { LEVELS } from '../sight/sight.js';

/**
 * Whether a camera sees a point, by the words of the definition alone: no index, no squares, one ray against every wall.
 * Returns the level by its place in LEVELS, or -1.
 */
export function levelByRay(
  footprint: Footprint,
  heightM: number,
  buildings: readonly Building[],
  target: Spot,
): number {
  const { at, headingDeg, openingDeg, nearM, farM } = footprint;
  const [x, y] = [target.eastM - at.eastM, target.northM - at.northM];
  const distanceM = Math.hypot(x, y);
  const bearingDeg = (Math.atan2(x, y) * 180) / Math.PI;
  const offDeg = Math.abs(((bearingDeg - headingDeg + 900) % 360) - 180);
  const level = LEVELS.findLastIndex((each) => distanceM <= farM[each]);
  if (level < 0 || distanceM < nearM || (offDeg > openingDeg / 2 && openingDeg < 360)) return -1;
  const isHidden = buildings.some(
    (building) => isWithin(building, target) || hides(building, at, heightM, target),
  );
  return isHidden ? -1 : level;
}

function hides(building: Building, from: Spot, heightM: number, to: Spot): boolean {
  if (isWithin(building, from)) return false;
  return wallsOf(building).some(([a, b]) => {
    const t = crossing(from, to, a, b);
    return t !== null && building.heightM > heightM * (1 - t);
  });
}

/** The fraction of the way at which a ray crosses a wall. */
function crossing(from: Spot, to: Spot, a: Spot, b: Spot): number | null {
  const [dx, dy] = [to.eastM - from.eastM, to.northM - from.northM];
  const [wx, wy] = [b.eastM - a.eastM, b.northM - a.northM];
  const across = dx * wy - dy * wx;
  if (across === 0) return null;
  const [ax, ay] = [a.eastM - from.eastM, a.northM - from.northM];
  const t = (ax * wy - ay * wx) / across;
  const s = (ax * dy - ay * dx) / across;
  return t > 0 && t < 1 && s >= 0 && s <= 1 ? t : null;
}

function wallsOf({ polygons }: Building): readonly (readonly [Spot, Spot])[] {
  return polygons.flat().flatMap((ring) => {
    const spots = Array.from({ length: ring.length / 2 }, (_, at) => ({
      eastM: ring[2 * at]!,
      northM: ring[2 * at + 1]!,
    }));
    return spots.map((spot, at) => [spots.at(at - 1)!, spot] as const);
  });
}

function isWithin(building: Building, spot: Spot): boolean {
  const crossings = wallsOf(building).filter(([a, b]) => {
    if (a.northM > spot.northM === b.northM > spot.northM) return false;
    const share = (spot.northM - a.northM) / (b.northM - a.northM);
    return spot.eastM < a.eastM + share * (b.eastM - a.eastM);
  });
  return crossings.length % 2 === 1;
}
