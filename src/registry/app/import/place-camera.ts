import type { Position } from '../../../kernel/geography.js';
import { COORDINATE_SYSTEMS, type CoordinateSystem, type RawPosition } from '../../domain/camera.js';
import type { Village } from '../../domain/groups.js';
import { judgePosition } from '../../domain/import/judge-position.js';
import { provinceOf, type Region, regionAround } from '../../domain/import/regions.js';
import { type Refusal, refusal } from '../../../kernel/sheet/refusal.js';
import { isInside, toWgs84 } from '../../files/positions.js';
import type { Warning } from '../../../kernel/sheet/refusal.js';

export interface Placed {
  readonly position: Position;
  readonly rawPosition: RawPosition | null;
  readonly warnings: readonly Warning[];
}

export type Placing =
  | { readonly kind: 'placed'; readonly placed: Placed }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** How far from its village a camera may be before digits are doubted, degrees: some 20 km. */
const MARGIN_DEG = 0.2;

/** The point in WGS 84, or why it cannot be meant. */
export function placeCamera(raw: RawPosition, village: Village | null, deviceCode: string | null): Placing {
  const judged = judgePosition({ longitude: raw.x, latitude: raw.y }, expectedRegion(village, deviceCode));
  if (judged !== null) return { kind: 'refused', refusal: judged };
  const position = toWgs84(raw);
  const warnings = village === null ? [] : outsideWarnings(raw, position, village);
  return { kind: 'placed', placed: { position, rawPosition: raw, warnings } };
}

export function halfAPosition(missing: 'longitude' | 'latitude'): Refusal {
  const zh = missing === 'longitude' ? '经度' : '纬度';
  return refusal(
    'half-a-position',
    [`缺少${zh}`, `the ${missing} is missing`],
    [`同时填写经度和纬度`, 'write longitude and latitude'],
  );
}

function expectedRegion(village: Village | null, deviceCode: string | null): Region | null {
  if (village?.boundary) return regionOf(village.name, village.boundary);
  return provinceOf(village?.code ?? deviceCode ?? '');
}

/** A boundary may hold 20,000 points, and thousands of rows lie in it. */
const regions = new WeakMap<object, Region>();

function regionOf(name: string, boundary: object): Region {
  const region = regions.get(boundary) ?? regionAround(name, boundary, MARGIN_DEG);
  regions.set(boundary, region);
  return region;
}

function outsideWarnings(raw: RawPosition, position: Position, village: Village): Warning[] {
  if (village.boundary === null || isInside(position, village.boundary)) return [];
  const fitting = COORDINATE_SYSTEMS.filter((system) => isShift(system, raw.system)).find((system) =>
    isInside(toWgs84({ ...raw, system }), village.boundary!),
  );
  const hint =
    fitting === undefined
      ? ['', '']
      : [`；若坐标系为 ${fitting} 则在界内`, `; read as ${fitting} it lies inside`];
  return [
    {
      code: 'outside-village',
      column: null,
      text: {
        zh: `位置在${village.name}界外${hint[0]}`,
        en: `the position lies outside the boundary of ${village.name}${hint[1]}`,
      },
    },
  ];
}

function isShift(system: CoordinateSystem, from: CoordinateSystem): boolean {
  return system !== from && system !== 'CGCS2000';
}
