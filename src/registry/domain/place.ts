import type { Instant } from '../../kernel/instant.js';

/** The must-see places of a village, as its plan names them; 其他 for what fits none. */
export const PLACE_KINDS = [
  '进出村路口',
  '停车站点',
  '停车场',
  '商业场所',
  '交叉路口',
  '文化礼堂',
  '家宴中心',
  '托儿所',
  '主要河道',
  '选举场所',
  '学校周边',
  '其他',
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** How much must be seen there (EN 62676-4), from least to most. */
export const DETAILS = ['detect', 'observe', 'recognise', 'identify'] as const;
export type Detail = (typeof DETAILS)[number];

/** How many times a place counts; other numbers are slips of the pen. */
export const WEIGHT = { min: 0.001, max: 1_000 } as const;

/** Longitude and latitude, degrees, WGS 84. */
export type Point = readonly [longitudeDeg: number, latitudeDeg: number];
/** Its rings end where they begin; the first is the outer one. */
export type Rings = readonly (readonly Point[])[];

/** GeoJSON (RFC 7946), of at most 20,000 points. */
export type PlaceGeometry =
  | { readonly type: 'Point'; readonly coordinates: Point }
  | { readonly type: 'LineString'; readonly coordinates: readonly Point[] }
  | { readonly type: 'Polygon'; readonly coordinates: Rings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] };

/** Something of a place that looks wrong, and was taken all the same. */
export interface PlaceWarning {
  readonly code: 'ring-turned' | 'outside-village';
  readonly message: string;
}

/** 重点部位: a point or area that must be seen, with the detail it needs. */
export interface Place {
  readonly id: string;
  /** The only one of its village. */
  readonly name: string;
  readonly villageId: string;
  readonly kind: PlaceKind;
  readonly geometry: PlaceGeometry;
  readonly detail: Detail;
  readonly weight: number;
  readonly isDemonstration: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Grows by one with every change that people make. */
  readonly revision: number;
}
