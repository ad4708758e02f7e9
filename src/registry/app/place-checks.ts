import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { turnedRight, WAS_TURNED } from '../domain/geometry/checked-geometry.js';
import { coordinateDoubt, type Neighbourhood } from '../domain/geometry/coordinate-doubt.js';
import type { Place, PlaceGeometry, PlaceWarning, Point } from '../domain/place.js';
import { neighbourhood } from '../files/neighbourhood.js';
import { RegistryStore } from '../store/registry.store.js';
import type { VillageRow } from '../store/rows.js';
import { refused } from './refusals.js';

/** How far from its village a place may be before its coordinates are doubted, degrees: some 20 km, as of cameras. */
const MARGIN_DEG = 0.2;

type Placed = Pick<Place, 'villageId' | 'geometry'>;

/** What a schema cannot know of a place: its village, and whether it may lie there. */
@Injectable()
export class PlaceChecks {
  constructor(
    @Inject(RegistryStore) private readonly store: RegistryStore,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  /** The geometry as it is kept, with what was noticed. A refusal is a {@link DomainError} that names its field. */
  async checked({ villageId, geometry }: Placed): Promise<{
    readonly geometry: PlaceGeometry;
    readonly warnings: readonly PlaceWarning[];
  }> {
    const { name, code, boundary } = await this.requireVillage(villageId);
    const where = neighbourhood({ name, code, boundary, marginDeg: MARGIN_DEG });
    const points = pointsOf(geometry);
    const doubt = coordinateDoubt(points, { ...where, isInside: null });
    if (doubt !== null) throw refused(doubt.code, 'geometry', doubt.message);
    const { geometry: right, turned } = turnedRight(geometry);
    return {
      geometry: right,
      warnings: [
        ...turned.map((path) => ({
          code: 'ring-turned' as const,
          message: `geometry.${path} ${WAS_TURNED}`,
        })),
        ...outside(points, where, name),
      ],
    };
  }

  async requireVillage(id: string): Promise<VillageRow> {
    const village = this.scope.allows(id) ? await this.store.villages.find(id) : null;
    if (village === null)
      throw refused('unknown-village', 'villageId', `there is no village with the id ${id}`);
    return village;
  }
}

function outside(points: readonly Point[], { isInside, fromShifted }: Neighbourhood, name: string) {
  if (isInside === null) return [];
  const inside = points.filter((point) => isInside(point)).length;
  if (inside === points.length) return [];
  const system = (['GCJ02', 'BD09'] as const).find((one) =>
    points.every((point) => isInside(fromShifted[one](point))),
  );
  const hint =
    system === undefined ? '' : `; read as ${system === 'GCJ02' ? 'GCJ-02' : 'BD-09'} it lies inside`;
  const what =
    inside === 0 ? 'the place lies' : `${points.length - inside} of its ${points.length} points lie`;
  return [{ code: 'outside-village' as const, message: `${what} outside the boundary of ${name}${hint}` }];
}

function pointsOf(geometry: PlaceGeometry): readonly Point[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'LineString':
      return geometry.coordinates;
    case 'Polygon':
      return geometry.coordinates.flatMap((ring) => ring.slice(1));
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((rings) => rings.flatMap((ring) => ring.slice(1)));
  }
}
