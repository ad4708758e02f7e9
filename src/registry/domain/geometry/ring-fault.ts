import type { Point } from '../place.js';

/** Below a centimetre; more digits are noise. */
const DIGITS = 7;

export const NOT_CLOSED = 'a ring must end where it begins';

/** Sides of a ring, by the index of the point that they begin at. */
interface Side {
  readonly index: number;
  readonly from: Point;
  readonly to: Point;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

export function isClosed(ring: readonly (readonly number[])[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

/**
 * What is wrong with a closed ring, in words that say where; null when it is simple. It may run either way round, and a
 * point may stand twice in a row. 20,000 points take some milliseconds.
 */
export function ringFault(ring: readonly Point[]): string | null {
  const points = ring.slice(0, -1).filter((point, index, all) => !isSame(point, all.at(index - 1)!));
  if (points.length < 3) return 'a ring needs three different points, or it encloses nothing';
  const sides = points.map((from, index) => sideOf(index, from, points[(index + 1) % points.length]!));
  return spike(sides) ?? crossing(sides);
}

/** Twice the enclosed area in square degrees, positive when it runs counterclockwise. */
export function turnOf(ring: readonly Point[]): number {
  const [x, y] = ring[0]!;
  let sum = 0;
  for (let index = 1; index + 1 < ring.length; index += 1) {
    const [[ax, ay], [bx, by]] = [ring[index]!, ring[index + 1]!];
    sum += (ax - x) * (by - y) - (bx - x) * (ay - y);
  }
  return sum;
}

function spike(sides: readonly Side[]): string | null {
  for (const [index, { from, to }] of sides.entries()) {
    const next = sides[(index + 1) % sides.length]!.to;
    const isStraight = side(from, to, next) === 0;
    const goesBack = (to[0] - from[0]) * (next[0] - to[0]) + (to[1] - from[1]) * (next[1] - to[1]) < 0;
    if (isStraight && goesBack) return `the ring runs back on itself at ${written(to)}`;
  }
  return null;
}

/** Sides in the order of their western ends; each is held against those that it may still meet. */
function crossing(sides: readonly Side[]): string | null {
  const open: Side[] = [];
  for (const next of sides.toSorted((a, b) => a.west - b.west)) {
    let kept = 0;
    for (const other of open) {
      if (other.east < next.west) continue;
      open[kept] = other;
      kept += 1;
      if (other.north < next.south || other.south > next.north) continue;
      if (!isNeighbour(next, other, sides.length) && meet(next, other)) return told(next, other);
    }
    open.length = kept;
    open.push(next);
  }
  return null;
}

function told(a: Side, b: Side): string {
  const [first, second] = a.index < b.index ? [a, b] : [b, a];
  const sides = `its sides ${first.index + 1} and ${second.index + 1} meet`;
  return `the ring crosses itself at ${written(meeting(first, second))}: ${sides}`;
}

function isNeighbour(a: Side, b: Side, count: number): boolean {
  const apart = Math.abs(a.index - b.index);
  return apart === 1 || apart === count - 1;
}

function meet(a: Side, b: Side): boolean {
  return isAcross(a.from, a.to, b.from, b.to) && isAcross(b.from, b.to, a.from, a.to);
}

function isAcross(from: Point, to: Point, p: Point, q: Point): boolean {
  return Math.sign(side(from, to, p)) * Math.sign(side(from, to, q)) <= 0;
}

/** Where two sides meet that do; of sides on one line, an end that lies on the other. */
function meeting(a: Side, b: Side): Point {
  const [p, q] = [side(a.from, a.to, b.from), side(a.from, a.to, b.to)];
  if (p === q) return [Math.max(a.west, b.west), a.from[1]];
  const share = p / (p - q);
  return [b.from[0] + share * (b.to[0] - b.from[0]), b.from[1] + share * (b.to[1] - b.from[1])];
}

/** Positive when `point` lies left of the way from `from` to `to`, 0 on it. */
function side(from: Point, to: Point, point: Point): number {
  return (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]);
}

function sideOf(index: number, from: Point, to: Point): Side {
  const [west, east] = from[0] < to[0] ? [from[0], to[0]] : [to[0], from[0]];
  const [south, north] = from[1] < to[1] ? [from[1], to[1]] : [to[1], from[1]];
  return { index, from, to, west, east, south, north };
}

function isSame(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function written(point: Point): string {
  return `[${point.map((degrees) => Number(degrees.toFixed(DIGITS))).join(', ')}]`;
}
