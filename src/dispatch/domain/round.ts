import type { Position } from '../../kernel/geography.js';

/** Mean radius of the Earth (IUGG), metres. */
const EARTH_M = 6_371_008.8;
/** Past this many stops, improving costs more than it brings. */
const MOST_IMPROVED = 200;

/** The haversine of an angle in radians. */
const haversine = (angle: number): number => Math.sin(angle / 2) ** 2;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * Great-circle distance in metres (haversine formula; R. W. Sinnott, Sky and Telescope 68, 1984). Worked value: one
 * degree of latitude is 111,195 m.
 */
export function distanceM(a: Position, b: Position): number {
  const [phiA, phiB] = [radians(a.latitudeDeg), radians(b.latitudeDeg)];
  const h =
    haversine(phiB - phiA) +
    Math.cos(phiA) * Math.cos(phiB) * haversine(radians(b.longitudeDeg - a.longitudeDeg));
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Metres from `from` through all stops in their order; nobody need come back. */
export function lengthM(from: Position, stops: readonly Position[]): number {
  return stops.reduce((sum, stop, index) => sum + distanceM(index === 0 ? from : stops[index - 1]!, stop), 0);
}

/**
 * A short order of stops: nearest neighbour first, then 2-opt (G. A. Croes, Operations Research 6, 1958) until no
 * reversal of a part makes it shorter. No promise of the shortest; never longer than nearest neighbour alone.
 */
export function orderRound<S extends Position>(from: Position, stops: readonly S[]): readonly S[] {
  const near = nearestFirst(from, stops);
  return near.length > MOST_IMPROVED ? near : improve(from, near);
}

function nearestFirst<S extends Position>(from: Position, stops: readonly S[]): readonly S[] {
  const left = new Set(stops);
  const round: S[] = [];
  let here: Position = from;
  while (left.size > 0) {
    let nearest: S | null = null;
    let leastM = Infinity;
    for (const stop of left) {
      const awayM = distanceM(here, stop);
      if (awayM < leastM) [nearest, leastM] = [stop, awayM];
    }
    left.delete(nearest!);
    round.push(nearest!);
    here = nearest!;
  }
  return round;
}

function improve<S extends Position>(from: Position, start: readonly S[]): readonly S[] {
  const round = [...start];
  for (let isBetter = true; isBetter;) {
    isBetter = false;
    for (let first = 0; first < round.length - 1; first += 1)
      for (let last = first + 1; last < round.length; last += 1)
        if (gainM(from, round, first, last) > 0.001) {
          round.splice(first, last - first + 1, ...round.slice(first, last + 1).toReversed());
          isBetter = true;
        }
  }
  return round;
}

/** What reversing the stops from `first` to `last` saves; the way after the last stop is open. */
function gainM(from: Position, round: readonly Position[], first: number, last: number): number {
  const before = first === 0 ? from : round[first - 1]!;
  const [begin, end] = [round[first]!, round[last]!];
  const after = round[last + 1];
  const nowM = distanceM(before, begin) + (after === undefined ? 0 : distanceM(end, after));
  return nowM - distanceM(before, end) - (after === undefined ? 0 : distanceM(begin, after));
}
