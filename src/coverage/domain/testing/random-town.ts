import { planeAt, type Spot } from '../../../kernel/geography.js';
import type { Building, Path, Polygon } from '../ground/shape.js';
import type { CoverageGrounds, GroundCamera } from '../map/grounds.js';
import type { Sight } from '../sight/sight.js';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function numbersOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const PLAIN_SIGHT: Sight = {
  kind: 'fixed',
  at: { eastM: 0, northM: 0 },
  heightM: 4,
  headingDeg: 0,
  tiltDeg: 15,
  horizontalFieldOfViewDeg: 68,
  verticalFieldOfViewDeg: 40,
  widthPx: 1_920,
  rangeM: 80,
  assumed: [],
};

/** A town square of `sideM`, its south-west corner at the origin, which is one village. */
export function randomTown(asked: {
  readonly seed: number;
  readonly sideM: number;
  readonly cameras: number;
  readonly buildings: number;
  readonly cellM?: number;
}): CoverageGrounds {
  const number = numbersOf(asked.seed);
  const spot = () => ({ eastM: number() * asked.sideM, northM: number() * asked.sideM });
  const corners = [0, 0, asked.sideM, 0, asked.sideM, asked.sideM, 0, asked.sideM];
  return {
    plane: planeAt({ latitudeDeg: 24.72, longitudeDeg: 118.47 }),
    cellM: asked.cellM ?? 5,
    placeShare: 0.8,
    minTimeShare: 0.5,
    cameras: Array.from({ length: asked.cameras }, (_, at) => randomCamera(at, spot(), number)),
    places: [],
    buildings: Array.from({ length: asked.buildings }, () => randomBuilding(spot(), number)),
    villages: [{ id: 'village', boundary: [[Float64Array.from(corners)]] }],
  };
}

function randomCamera(index: number, at: Spot, number: () => number): GroundCamera {
  const between = (least: number, most: number) => least + number() * (most - least);
  return {
    id: `camera ${index}`,
    villageId: 'village',
    programmeId: null,
    isLive: number() < 0.9,
    ties: { pole: null, uplink: null, nvr: null, powerFeed: null },
    sight: {
      ...PLAIN_SIGHT,
      at,
      heightM: between(2.5, 8),
      headingDeg: between(0, 360),
      tiltDeg: between(5, 40),
      horizontalFieldOfViewDeg: between(30, 110),
      verticalFieldOfViewDeg: between(20, 60),
      widthPx: number() < 0.5 ? 1_920 : 2_560,
    },
  };
}

/** A house of four walls, turned anyhow, some with a courtyard; a wall among ten. */
function randomBuilding(middle: Spot, number: () => number): Building {
  const turn = number() * Math.PI;
  const isWall = number() < 0.1;
  const [length, depth] = isWall ? [20, 0.4] : [8 + number() * 14, 6 + number() * 10];
  const outer = turnedBox(middle, turn, length, depth);
  const hasCourtyard = !isWall && number() < 0.1;
  const polygon: Polygon = hasCourtyard ? [outer, turnedBox(middle, turn, length / 2, depth / 2)] : [outer];
  return { polygons: [polygon], heightM: isWall ? 2.2 : 3 + number() * 12 };
}

export function turnedBox(middle: Spot, turn: number, length: number, depth: number): Path {
  const [sine, cosine] = [Math.sin(turn), Math.cos(turn)];
  const corners = [
    [-0.5, -0.5],
    [0.5, -0.5],
    [0.5, 0.5],
    [-0.5, 0.5],
  ] as const;
  return Float64Array.from(
    corners.flatMap(([along, across]) => [
      middle.eastM + along * length * cosine - across * depth * sine,
      middle.northM + along * length * sine + across * depth * cosine,
    ]),
  );
}
