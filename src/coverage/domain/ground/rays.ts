/** The walls of one building, from a camera at the origin. */
export interface WallRound {
  /** East, north of the one end and of the other, of each. */
  readonly walls: Float64Array;
  readonly heightM: number;
  /** Whether the camera hangs in it, so that it hides nothing but its own inside. */
  readonly holds: boolean;
}

/** A look into one direction, clockwise from north, and what is seen along it: stretches from near to far, metres. */
export interface Ray {
  readonly angle: number;
  readonly seen: readonly (readonly [from: number, to: number])[];
}

/** Casts rays over what lies between `nearM` and `farM` of a camera. */
export function raysOf(
  camera: { readonly nearM: number; readonly farM: number; readonly heightM: number },
  round: readonly WallRound[],
): (angle: number) => Ray {
  return (angle) => {
    const hidden = round
      .flatMap((building) => hiddenBy(building, angle, camera.heightM))
      .toSorted((a, b) => a[0] - b[0]);
    const seen: [number, number][] = [];
    let from = camera.nearM;
    for (const [start, end] of hidden) {
      if (start > from) seen.push([from, Math.min(start, camera.farM)]);
      from = Math.max(from, end);
      if (from >= camera.farM) break;
    }
    if (from < camera.farM) seen.push([from, camera.farM]);
    return { angle, seen: seen.filter(([start, end]) => start < end) };
  };
}

/** From where a ray goes in to where it comes out, and on to where the line of sight is down again. */
function hiddenBy(
  { walls, heightM: wallM, holds }: WallRound,
  angle: number,
  heightM: number,
): readonly (readonly [number, number])[] {
  const crossings = crossingsOf(walls, angle);
  const ends = holds ? [0, ...crossings] : crossings;
  const stretch = wallM >= heightM ? Number.POSITIVE_INFINITY : heightM / (heightM - wallM);
  const hidden: [number, number][] = [];
  for (let at = 0; at < ends.length; at += 2) {
    const end = ends[at + 1] ?? ends[at]!;
    hidden.push([ends[at]!, holds ? end : end * stretch]);
  }
  return hidden;
}

/** How far away a ray crosses walls, from near to far. */
function crossingsOf(walls: Float64Array, angle: number): number[] {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const found: number[] = [];
  for (let at = 0; at < walls.length; at += 4) {
    const [ax, ay, bx, by] = [walls[at]!, walls[at + 1]!, walls[at + 2]!, walls[at + 3]!];
    const [a, b] = [ax * cosine - ay * sine, bx * cosine - by * sine];
    // On either side of the ray: of two walls that share a corner on it one is crossed.
    if (a > 0 === b > 0) continue;
    const share = a / (a - b);
    const along = (ax + share * (bx - ax)) * sine + (ay + share * (by - ay)) * cosine;
    if (along > 0) found.push(along);
  }
  return found.toSorted((a, b) => a - b);
}
