import { type Plane, type Position, spotOf } from '../../kernel/geography.js';
import { forbiddenSite } from '../../registry/index.js';
import { type AreaGeometry, type Geometry, polygonsOf, shapeOf } from '../domain/ground/shape.js';
import type { SitesAsked } from '../domain/planning/sites.js';

type LineGeometry = Extract<Geometry, { readonly type: 'LineString' }>;

/** Where a camera could hang, as people write it: WGS 84. */
export interface SitesWanted extends Omit<SitesAsked, 'points' | 'lines' | 'forbidden'> {
  readonly points: readonly {
    readonly position: Position;
    /** 场所类型; null where nobody said. */
    readonly siteKind: string | null;
  }[];
  readonly lines: readonly LineGeometry[];
  readonly forbidden: readonly AreaGeometry[];
}

/** The same on a plane. A site whose kind 国令第799号 article 8 forbids is marked, and is never suggested. */
export function sitesAskedOf(plane: Plane, { points, lines, forbidden, ...rest }: SitesWanted): SitesAsked {
  return {
    ...rest,
    points: points.map(({ position, siteKind }) => ({
      at: spotOf(plane, position),
      isForbidden: siteKind !== null && forbiddenSite(siteKind) !== null,
    })),
    lines: lines.flatMap((line) => {
      const shape = shapeOf(plane, line);
      return shape.kind === 'line' ? [shape.path] : [];
    }),
    forbidden: forbidden.flatMap((area) => polygonsOf(plane, area)),
  };
}

/** Where cameras of the register hang already, and nowhere else. */
export const AT_POLES: SitesWanted = {
  points: [],
  atPoles: true,
  lines: [],
  everyM: 20,
  gridM: null,
  forbidden: [],
};
