import { footprintOf } from '../sight/footprint.js';
import type { Level, Sight } from '../sight/sight.js';
import type { Buildings } from './buildings.js';
import { raysOf, type Ray, type WallRound } from './rays.js';
import { Sector } from './sector.js';
import type { Path, Polygon } from './shape.js';

/** The most that two rays are apart, for the arc: a chord over 2.5° is within 0.03 % of its area. */
const STEP = (2.5 * Math.PI) / 180;
/** How close to the corner of a wall rays are cast, on either side of it. */
const BESIDE = 1e-6;
/** Where what two rays see differs in kind, others are cast between them down to this. */
const FINEST = 1e-3;

/**
 * What a camera sees at `level` or better, drawn: polygons without holes that touch and do not overlap. Rays are cast
 * past every corner of every wall, and what two neighbours see is joined.
 */
export function outlineOf(sight: Sight, level: Level, buildings: Buildings): readonly Polygon[] {
  const footprint = footprintOf(sight);
  const { nearM } = footprint;
  const farM = footprint.farM[level];
  if (farM <= nearM) return [];
  const walls = wallsRound(sight, new Sector(footprint), buildings);
  const opening = (Math.min(360, footprint.openingDeg) * Math.PI) / 180;
  const start = (footprint.headingDeg * Math.PI) / 180 - opening / 2;
  const cast = raysOf({ nearM, farM, heightM: sight.heightM }, walls);
  // In two halves, so that a piece of a full ring does not bite its own tail.
  return [start, start + opening / 2].flatMap((from) => {
    const to = from + opening / 2;
    const rays = anglesOf(walls, from, to).map(cast);
    return piecesOf(refined(rays, cast)).map((piece) => [placed(piece, sight.at)]);
  });
}

function wallsRound({ at }: Sight, sector: Sector, buildings: Buildings): readonly WallRound[] {
  const found: WallRound[] = [];
  buildings.buckets.near(sector.bounds(), (b) => {
    const first = 4 * buildings.firstWall[b]!;
    const walls = buildings.walls.slice(first, 4 * buildings.firstWall[b + 1]!);
    for (let each = 0; each < walls.length; each += 2) {
      walls[each]! -= at.eastM;
      walls[each + 1]! -= at.northM;
    }
    const holds = buildings.contains(b, at.eastM, at.northM);
    found.push({ walls, heightM: buildings.heightM[b]!, holds });
  });
  return found;
}

/** From `from` to `to`: steps, and both sides of every corner. Angles run clockwise from north. */
function anglesOf(round: readonly WallRound[], from: number, to: number): readonly number[] {
  const steps = Math.ceil((to - from) / STEP);
  const even = Array.from({ length: steps + 1 }, (_, at) => from + ((to - from) * at) / steps);
  const besides: number[] = [];
  for (const { walls } of round) {
    for (let at = 0; at < walls.length; at += 4) {
      const corner = Math.atan2(walls[at]!, walls[at + 1]!);
      const turn = Math.ceil((from - corner) / (2 * Math.PI)) * 2 * Math.PI;
      besides.push(corner + turn - BESIDE, corner + turn + BESIDE);
    }
  }
  // The ends themselves are never asked whether they are inside: rounded, the last lies beyond itself.
  return [...even, ...besides.filter((angle) => angle > from && angle < to)].toSorted((a, b) => a - b);
}

function refined(rays: readonly Ray[], cast: (angle: number) => Ray): readonly Ray[] {
  return rays.flatMap((ray, at) => [ray, ...between(ray, rays[at + 1], cast)]);
}

function between(a: Ray, b: Ray | undefined, cast: (angle: number) => Ray): readonly Ray[] {
  if (!b || a.seen.length === b.seen.length || b.angle - a.angle < FINEST) return [];
  const middle = cast((a.angle + b.angle) / 2);
  return [...between(a, middle, cast), middle, ...between(middle, b, cast)];
}

/** What neighbours of one kind see, stretch by stretch: out along the one side and back along the other. */
function piecesOf(rays: readonly Ray[]): readonly Path[] {
  const pieces: Path[] = [];
  let first = 0;
  for (let at = 1; at <= rays.length; at += 1) {
    if (at < rays.length && rays[at]!.seen.length === rays[first]!.seen.length) continue;
    const run = rays.slice(first, at);
    if (run.length > 1) run[0]!.seen.forEach((_, stretch) => pieces.push(pieceOf(run, stretch)));
    first = at;
  }
  return pieces.filter((piece) => piece.length > 0);
}

/** Counter-clockwise, as GeoJSON wants it: the near side in the order of the rays, the far side back. */
function pieceOf(run: readonly Ray[], stretch: number): Path {
  const near = run.map(({ angle, seen }) => [angle, seen[stretch]![0]] as const);
  const far = run.map(({ angle, seen }) => [angle, seen[stretch]![1]] as const).toReversed();
  const isApex = near.every(([, distance]) => distance === 0);
  const points = [...(isApex ? near.slice(0, 1) : near), ...far];
  return Float64Array.from(
    points.flatMap(([angle, distance]) => [distance * Math.sin(angle), distance * Math.cos(angle)]),
  );
}

function placed(path: Path, at: Sight['at']): Path {
  return path.map((value, index) => value + (index % 2 === 0 ? at.eastM : at.northM));
}
