import { type Plane, planeAt, type Position, spotOf } from '../../kernel/geography.js';
import type { Building as RegisteredBuilding, CameraSightFacts, PlaceSummary } from '../../registry/index.js';
import type { Building } from '../domain/ground/shape.js';
import { type Geometry, polygonsOf, shapeOf } from '../domain/ground/shape.js';
import { wallPolygons } from '../domain/live/wall.js';
import type { GroundCamera, GroundPlace, GroundVillage } from '../domain/map/grounds.js';
import { type SightProblem, USUAL_SIGHTS } from '../domain/sight/sight-facts.js';
import { sightOf } from '../domain/sight/sight-of.js';

/** A camera as the map needs it, with what of its register could not be used. */
export interface GatheredCamera {
  readonly facts: CameraSightFacts;
  /** Null where it does not count: planned, removed, or nobody knows where it hangs. */
  readonly ground: GroundCamera | null;
  readonly problems: readonly SightProblem[];
}

/** Planned cameras do not see yet, and removed ones no more. */
const REGISTERED: ReadonlySet<string> = new Set(['in-service', 'under-repair']);

export function isRegistered({ lifecycle }: Pick<CameraSightFacts, 'lifecycle'>): boolean {
  return REGISTERED.has(lifecycle);
}

export function gatherCamera(plane: Plane, facts: CameraSightFacts, isLive: boolean): GatheredCamera {
  const { id, villageId, programmeId, position, register, ties } = facts;
  if (position === null || !isRegistered(facts)) return { facts, ground: null, problems: [] };
  const { sight, problems } = sightOf(plane, { position, ...register }, USUAL_SIGHTS);
  const { poleNumber: pole, uplink, nvr, powerFeed } = ties;
  const ground = { id, villageId, programmeId, sight, isLive, ties: { pole, uplink, nvr, powerFeed } };
  return { facts, ground, problems };
}

export function gatherPlace(plane: Plane, place: PlaceSummary): GroundPlace {
  const { id, villageId, geometry, detail, weight } = place;
  return { id, villageId, shape: shapeOf(plane, geometry as Geometry), detail, weight };
}

export function gatherVillage(
  plane: Plane,
  village: { readonly villageId: string; readonly boundary: object | null },
): GroundVillage {
  const { villageId: id, boundary } = village;
  return { id, boundary: boundary === null ? null : polygonsOf(plane, boundary as never) };
}

export function gatherBuilding(plane: Plane, { geometry, heightM }: RegisteredBuilding): Building {
  if (geometry.type !== 'LineString') return { polygons: polygonsOf(plane, geometry), heightM };
  const line = Float64Array.from(
    geometry.coordinates.flatMap(([longitudeDeg, latitudeDeg]) => {
      const { eastM, northM } = spotOf(plane, { longitudeDeg, latitudeDeg });
      return [eastM, northM];
    }),
  );
  return { polygons: wallPolygons(line), heightM };
}

/** The plane in the middle of what is there: of the boundaries, else of the cameras, else where the town is said to be. */
export function planeOf(
  boundaries: readonly object[],
  cameras: readonly CameraSightFacts[],
  otherwise: Position,
): Plane {
  const corners = boundaries.flatMap((boundary) => {
    const numbers = (boundary as { coordinates: unknown[] }).coordinates.flat(3) as number[];
    return extremesOf(numbers);
  });
  const hung = cameras.flatMap(({ position }) =>
    position === null ? [] : [[position.longitudeDeg, position.latitudeDeg] as const],
  );
  const points = corners.length > 0 ? corners : hung;
  if (points.length === 0) return planeAt(otherwise);
  const [[west, south], [east, north]] = extremesOf(points.flat());
  return planeAt({ latitudeDeg: (south + north) / 2, longitudeDeg: (west + east) / 2 });
}

type Corner = readonly [longitudeDeg: number, latitudeDeg: number];

/** South-west and north-east of longitudes and latitudes by turns. */
function extremesOf(numbers: readonly number[]): readonly [Corner, Corner] {
  const [least, most] = [
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ] as [[number, number], [number, number]];
  for (const [index, value] of numbers.entries()) {
    const axis = (index % 2) as 0 | 1;
    least[axis] = Math.min(least[axis], value);
    most[axis] = Math.max(most[axis], value);
  }
  return [least, most];
}
