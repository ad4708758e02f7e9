import { type LonLat, type Position, positionOf } from './position.ts';

/** Metres in a degree of latitude. */
const DEGREE_M = 111_320;
const RAD = Math.PI / 180;
/** Degrees between points of an arc. */
const STEP_DEG = 6;

/** Where one comes to, so many metres in a direction; for distances within a town. */
export function aheadOf(from: Position, bearingDeg: number, distanceM: number): Position {
  const northM = Math.cos(bearingDeg * RAD) * distanceM;
  const eastM = Math.sin(bearingDeg * RAD) * distanceM;
  return positionOf([
    from.longitudeDeg + eastM / (DEGREE_M * Math.cos(from.latitudeDeg * RAD)),
    from.latitudeDeg + northM / DEGREE_M,
  ]);
}

/** Whole degrees clockwise from north, 0…359. */
export function bearingBetween(from: Position, to: Position): number {
  const north = to.latitudeDeg - from.latitudeDeg;
  const east = (to.longitudeDeg - from.longitudeDeg) * Math.cos(from.latitudeDeg * RAD);
  return (Math.round(Math.atan2(east, north) / RAD) + 360) % 360;
}

/** Degrees clockwise from north, 0…359: north turned by −1 is 359. */
export function turnedBy(headingDeg: number, byDeg: number): number {
  return (((headingDeg + byDeg) % 360) + 360) % 360;
}

/** The ring of a sector that opens from a camera: a sign of where it looks, not of what it sees. Closed. */
export function wedgeRing(at: Position, headingDeg: number, openingDeg: number, rangeM: number): LonLat[] {
  const steps = Math.max(2, Math.ceil(openingDeg / STEP_DEG));
  const arc = Array.from({ length: steps + 1 }, (_, step): LonLat => {
    const point = aheadOf(at, headingDeg - openingDeg / 2 + (openingDeg * step) / steps, rangeM);
    return [point.longitudeDeg, point.latitudeDeg];
  });
  if (openingDeg >= 360) return arc;
  const middle: LonLat = [at.longitudeDeg, at.latitudeDeg];
  return [middle, ...arc, middle];
}
