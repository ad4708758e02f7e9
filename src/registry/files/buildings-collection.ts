import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BUILDING_HEIGHT_M, type Building, type BuildingGeometry } from '../domain/buildings.js';
import { geometryFaults, turnedRight, WAS_TURNED } from '../domain/geometry/checked-geometry.js';
import { isClosed, NOT_CLOSED } from '../domain/geometry/ring-fault.js';
import { coordinateDoubt, type Neighbourhood } from '../domain/geometry/coordinate-doubt.js';
import type { Point } from '../domain/place.js';

/** What is wrong, and where: `features.3.geometry.coordinates.0`. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

export interface BuildingsWarning extends Fault {
  readonly code: 'ring-turned' | 'properties-dropped';
}

export type ReadBuildings =
  | {
      readonly kind: 'read';
      /** The FeatureCollection as it is kept. */
      readonly text: string;
      readonly buildings: number;
      readonly walls: number;
      readonly points: number;
      readonly digest: string;
      readonly isDemonstration: boolean;
      readonly warnings: readonly BuildingsWarning[];
    }
  | { readonly kind: 'refused'; readonly code: string; readonly faults: readonly Fault[] };

export const MAX_BUILDINGS = 50_000;
export const MAX_POINTS = 200_000;
/** A file of bad rings must not be answered with a megabyte of complaints. */
const MAX_FAULTS = 50;
/** Some centimetre. */
const DIGITS = 7;
const KEPT_PROPERTIES: ReadonlySet<string> = new Set(['heightM', 'name']);

// Degrees are judged later, all together: what they look like says more than that one is out of range.
const point = z
  .array(z.number(), 'must be a position: [longitude, latitude]')
  .min(2, 'a position needs longitude and latitude')
  .max(3, 'a position has no more than longitude, latitude and altitude');
const ring = z.array(point).min(4, 'a ring needs at least four points').refine(isClosed, NOT_CLOSED);
const polygon = z.array(ring).min(1, 'the polygon is empty: it needs an outer ring');
const geometry = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('Polygon'), coordinates: polygon }),
    z.object({
      type: z.literal('MultiPolygon'),
      coordinates: z.array(polygon).min(1, 'the multipolygon is empty: it needs a polygon'),
    }),
    z.object({
      type: z.literal('LineString'),
      coordinates: z.array(point).min(2, 'a wall needs at least two points'),
    }),
  ],
  'must be a Polygon or MultiPolygon (a building) or a LineString (a wall)',
);
const heightM = z
  .number('must say how high it is, metres above ground')
  .min(BUILDING_HEIGHT_M.min, `must be ${BUILDING_HEIGHT_M.min}…${BUILDING_HEIGHT_M.max} metres`)
  .max(BUILDING_HEIGHT_M.max, `must be ${BUILDING_HEIGHT_M.min}…${BUILDING_HEIGHT_M.max} metres`);
const feature = z.object({
  type: z.literal('Feature', 'must be Feature'),
  geometry,
  properties: z.looseObject({ heightM, name: z.string().max(100).nullish() }, 'must hold heightM'),
});
const collection = z.object({
  type: z.literal('FeatureCollection', 'must be FeatureCollection'),
  isDemonstration: z.boolean().default(false),
  features: z
    .array(z.unknown())
    .max(MAX_BUILDINGS, `must hold at most ${MAX_BUILDINGS} features; divide them`),
});

/** Parses and judges a file of buildings. Pure work on a text; it may take seconds, so a thread does it. */
export function readBuildings(text: string, where: Neighbourhood): ReadBuildings {
  const json = parsed(text);
  if (json === null)
    return refused('broken-json', [
      { path: '', message: 'the body is no JSON; send a GeoJSON FeatureCollection' },
    ]);
  const outer = collection.safeParse(json.value);
  if (!outer.success) return refused('invalid-request', faultsOf(outer.error, ''));
  const points = pointCount(outer.data.features);
  if (points > MAX_POINTS) {
    const message = `hold ${points} points, and at most ${MAX_POINTS} are kept; simplify them`;
    return refused('too-many-points', [{ path: 'features', message }]);
  }
  const features: { building: Building; name: string | null }[] = [];
  const faults: Fault[] = [];
  const dropped = new Set<string>();
  for (const [index, one] of outer.data.features.entries()) {
    if (faults.length >= MAX_FAULTS) break;
    const parsedOne = feature.safeParse(one);
    if (!parsedOne.success) {
      faults.push(...faultsOf(parsedOne.error, `features.${index}`));
      continue;
    }
    const { properties, geometry: drawn } = parsedOne.data;
    for (const name of Object.keys(properties)) if (!KEPT_PROPERTIES.has(name)) dropped.add(name);
    const building = { geometry: flat(drawn), heightM: properties.heightM };
    features.push({ building, name: properties.name ?? null });
  }
  if (faults.length > 0) return refused('invalid-request', faults);
  return judged(features, { where, isDemonstration: outer.data.isDemonstration, points, dropped });
}

interface Aside {
  readonly where: Neighbourhood;
  readonly isDemonstration: boolean;
  readonly points: number;
  readonly dropped: ReadonlySet<string>;
}

function judged(
  features: readonly { building: Building; name: string | null }[],
  { where, isDemonstration, points, dropped }: Aside,
): ReadBuildings {
  const doubt = coordinateDoubt(
    features.map(({ building }) => firstPoint(building.geometry)),
    where,
  );
  if (doubt !== null)
    return refused(doubt.code, [{ path: `features.${doubt.index}.geometry`, message: doubt.message }]);
  const crossed = features.flatMap(({ building }, index) =>
    geometryFaults(building.geometry).map(({ path, message }) => ({
      path: `features.${index}.geometry.${path}`,
      message,
    })),
  );
  if (crossed.length > 0) return refused('invalid-geometry', crossed);
  const turned: string[] = [];
  const kept = features.map(({ building, name }, index) => {
    const right = turnedRight(building.geometry);
    turned.push(...right.turned.map((path) => `features.${index}.geometry.${path}`));
    const properties = { heightM: building.heightM, ...(name === null ? {} : { name }) };
    return { type: 'Feature', geometry: right.geometry, properties };
  });
  const text = JSON.stringify({ type: 'FeatureCollection', isDemonstration, features: kept });
  const walls = features.filter(({ building }) => building.geometry.type === 'LineString').length;
  return {
    kind: 'read',
    text,
    buildings: features.length - walls,
    walls,
    points,
    digest: createHash('sha256').update(text).digest('hex'),
    isDemonstration,
    warnings: warningsOf(turned, dropped),
  };
}

function warningsOf(turned: readonly string[], dropped: ReadonlySet<string>): BuildingsWarning[] {
  const turns = turned.slice(0, MAX_FAULTS).map((path) => ({
    code: 'ring-turned' as const,
    path,
    message: WAS_TURNED,
  }));
  if (dropped.size === 0) return turns;
  const names = [...dropped].slice(0, 20).join(', ');
  return [
    ...turns,
    { code: 'properties-dropped', path: 'features', message: `only heightM and name are kept, not ${names}` },
  ];
}

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function pointCount(features: readonly unknown[]): number {
  const count = (part: unknown): number => {
    if (!Array.isArray(part)) return 0;
    return typeof part[0] === 'number' ? 1 : part.reduce<number>((sum, inner) => sum + count(inner), 0);
  };
  return features.reduce<number>((sum, one) => {
    const { coordinates } = (one as { geometry?: { coordinates?: unknown } } | null)?.geometry ?? {};
    return sum + count(coordinates);
  }, 0);
}

/** Without altitudes, and to the centimetre. */
function flat(drawn: { type: string; coordinates: unknown }): BuildingGeometry {
  const round = (part: unknown): unknown => {
    const parts = part as readonly unknown[];
    if (typeof parts[0] !== 'number') return parts.map((inner) => round(inner));
    return [Number(parts[0].toFixed(DIGITS)), Number((parts[1] as number).toFixed(DIGITS))];
  };
  return { type: drawn.type, coordinates: round(drawn.coordinates) } as BuildingGeometry;
}

function firstPoint({ coordinates }: BuildingGeometry): Point {
  let part: unknown = coordinates;
  while (Array.isArray((part as unknown[])[0])) part = (part as unknown[])[0];
  return part as Point;
}

function faultsOf(error: z.ZodError, under: string): Fault[] {
  return error.issues.map(({ path, message }) => ({
    path: [under, ...path.map(String)].filter(Boolean).join('.'),
    message,
  }));
}

function refused(code: string, faults: readonly Fault[]): ReadBuildings {
  return { kind: 'refused', code, faults: faults.slice(0, MAX_FAULTS) };
}
