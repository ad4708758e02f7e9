import type { CoordinateSystem } from '../../domain/camera.js';
import { findGroup } from '../../../kernel/sheet/find-group.js';
import { judgePosition } from '../../domain/import/judge-position.js';
import { PLACE_COLUMNS } from '../../domain/import/place-columns.js';
import { type Read, type Refusal, refusal, refuse, taken } from '../../../kernel/sheet/refusal.js';
import type { Place } from '../../domain/place.js';
import type { GroupKind } from './group-planner.js';
import type { Lookups } from './lookups.js';
import { toWgs84 } from '../../files/positions.js';
import { halfAPosition } from './place-camera.js';

type Values = Readonly<Record<string, unknown>>;
type Refused = readonly [field: string, why: Refusal];
/** Null where the row says nothing; a refusal with the field that it is about. */
type Geometry = Read<object | null> & { readonly field: string };

export interface PlaceGround {
  readonly lookups: Pick<Lookups, 'groups' | 'nameOf'>;
  /** The village of rows that name none; null where they must. */
  readonly villageId: string | null;
  /** The geometry as it is kept; null for what is none of a place. */
  readonly placeGeometry: (geometry: unknown) => object | null;
}

/** A place is known again by its name within its village. */
export function placeKind(ground: PlaceGround): GroupKind<Place> {
  return {
    columns: PLACE_COLUMNS,
    candidates(values, standing) {
      const village = villageOf(values, ground);
      if (!village.ok) return [];
      return standing.filter(({ name, villageId }) => name === values['name'] && villageId === village.value);
    },
    entry(values, before, id) {
      const village = villageOf(values, ground);
      const geometry = geometryOf(values, ground.placeGeometry);
      const refusals: Refused[] = [
        ...(village.ok ? [] : [['villageId', village.refusal] as const]),
        ...(geometry.ok ? [] : [[geometry.field, geometry.refusal] as const]),
        ...missingOf(values, before, geometry),
      ];
      if (refusals.length > 0 || !village.ok || !geometry.ok) return refusals;
      const said = Object.fromEntries(
        ['name', 'kind', 'detail', 'weight', 'isDemonstration'].flatMap((field) =>
          values[field] === undefined ? [] : [[field, values[field]]],
        ),
      );
      const standing = before ?? { weight: 1, isDemonstration: false, createdAt: 0, updatedAt: 0 };
      const place = geometry.value === null ? {} : { geometry: geometry.value };
      return { ...standing, ...said, ...place, id, villageId: village.value } as Place;
    },
    shown: ({ name, villageId, kind, geometry, detail, weight, isDemonstration }) => ({
      name,
      village: ground.lookups.nameOf('village', villageId),
      kind,
      geometry,
      detail,
      weight,
      isDemonstration,
    }),
  };
}

function villageOf(values: Values, { lookups, villageId }: PlaceGround): Read<string> {
  const word = values['villageId'] as string | undefined;
  if (word !== undefined) return findGroup(word, 'village', lookups.groups.village);
  if (villageId !== null) return taken(villageId);
  return refuse(
    'missing-village',
    ['缺少村/社区', 'the village is missing'],
    ['填写村/社区的名称或12位代码', 'write the name or the 12-digit code of the village'],
  );
}

const NEEDED = [
  ['kind', '类型', 'kind'],
  ['detail', '等级', 'level of detail'],
] as const;

const missing = (field: string, zh: string, en: string): Refused => [
  field,
  refusal(`missing-${field}`, [`缺少${zh}`, `the ${en} is missing`], [`填写${zh}`, `write the ${en}`]),
];

/** What a new place must say. */
function missingOf(values: Values, before: Place | null, geometry: Geometry): readonly Refused[] {
  if (values['name'] === undefined) return [missing('name', '名称', 'name')];
  if (before !== null) return [];
  const lacks = NEEDED.filter(([field]) => values[field] === undefined).map(([field, zh, en]) =>
    missing(field, zh, en),
  );
  const hasPlace = !geometry.ok || geometry.value !== null;
  return hasPlace
    ? lacks
    : [...lacks, missing('geometry', '经纬度或几何', 'longitude and latitude, or the geometry,')];
}

function geometryOf(values: Values, placeGeometry: PlaceGround['placeGeometry']): Geometry {
  const {
    longitudeDeg: x,
    latitudeDeg: y,
    geometry,
  } = values as Readonly<Record<string, number | undefined>>;
  const hasPoint = x !== undefined || y !== undefined;
  if (geometry !== undefined && hasPoint) return { ...twoPlaces(), field: 'geometry' };
  if (geometry !== undefined) {
    const kept = placeGeometry(geometry);
    return kept === null
      ? { ...badGeometry(), field: 'geometry' }
      : { ...taken<object | null>(kept), field: 'geometry' };
  }
  if (!hasPoint) return { ...taken(null), field: 'geometry' };
  if (y === undefined) return { ok: false, refusal: halfAPosition('latitude'), field: 'longitudeDeg' };
  if (x === undefined) return { ok: false, refusal: halfAPosition('longitude'), field: 'latitudeDeg' };
  return pointOf(x, y, (values['coordinateSystem'] ?? 'WGS84') as CoordinateSystem);
}

function pointOf(x: number, y: number, system: CoordinateSystem): Geometry {
  const judged = judgePosition({ longitude: x, latitude: y }, null);
  if (judged !== null) return { ok: false, refusal: judged, field: 'longitudeDeg' };
  const { longitudeDeg, latitudeDeg } = toWgs84({ x, y, system });
  return {
    ...taken<object | null>({ type: 'Point', coordinates: [longitudeDeg, latitudeDeg] }),
    field: 'geometry',
  };
}

function twoPlaces() {
  return refuse(
    'two-geometries',
    ['同时填写了经纬度和几何', 'longitude and latitude are written, and a geometry, too'],
    ['只填其中一种', 'write one of them'],
  );
}

function badGeometry() {
  return refuse(
    'invalid-geometry',
    ['几何不是有效的点、线或面', 'the geometry is no valid point, line or area'],
    [
      'Point、LineString、Polygon 或 MultiPolygon，面的环首尾相同，WGS 84，经度在前，最多20000点',
      'a Point, LineString, Polygon or MultiPolygon whose rings end where they begin, WGS 84, longitude first, at most 20,000 points',
    ],
  );
}
