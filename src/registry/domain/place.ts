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

/** 重点部位: a point or area that must be seen, with the detail it needs. */
export interface Place {
  readonly id: string;
  /** The only one of its village. */
  readonly name: string;
  readonly villageId: string;
  readonly kind: PlaceKind;
  /** GeoJSON Point, LineString, Polygon or MultiPolygon, WGS 84. */
  readonly geometry: object;
  readonly detail: Detail;
  readonly weight: number;
  readonly isDemonstration: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Grows by one with every change that people make. */
  readonly revision: number;
}
