import type { Spot } from '../../../kernel/geography.js';
import { Buildings } from '../ground/buildings.js';
import type { Polygon } from '../ground/shape.js';
import type { CoverageGrounds } from '../map/grounds.js';

/**
 * In which village a spot lies: the one whose boundary holds it, else that of the nearest camera. Only among the
 * villages that are asked about (null for all); null where none of them has a boundary or a camera.
 */
export function villageFinder(
  { villages, cameras }: CoverageGrounds,
  villageIds: readonly string[] | null,
): (at: Spot) => string | null {
  const isAsked = (id: string) => villageIds?.includes(id) ?? true;
  const bounded = villages.filter(({ id, boundary }) => boundary !== null && isAsked(id));
  const areas = new Buildings(bounded.map(({ boundary }) => ({ polygons: boundary!, heightM: 0 })));
  const near = cameras.filter(({ villageId }) => isAsked(villageId));
  return ({ eastM, northM }) => {
    const holding = bounded.findIndex((_, at) => areas.contains(at, eastM, northM));
    if (holding !== -1) return bounded[holding]!.id;
    let [best, bestM] = [villageIds?.length === 1 ? villageIds[0]! : null, Infinity];
    for (const { villageId, sight } of near) {
      const distanceM = Math.hypot(sight.at.eastM - eastM, sight.at.northM - northM);
      if (distanceM < bestM) [best, bestM] = [villageId, distanceM];
    }
    return best;
  };
}

/**
 * Whether a spot lies in one of the villages that are asked about (null for all). Where the boundary of one of them is
 * not known, nobody can say that it doesn't.
 */
export function insideFinder(
  { villages }: Pick<CoverageGrounds, 'villages'>,
  villageIds: readonly string[] | null,
): (eastM: number, northM: number) => boolean {
  const asked = villages.filter(({ id }) => villageIds?.includes(id) ?? true);
  const boundaries = asked.flatMap(({ boundary }): (readonly Polygon[])[] =>
    boundary === null ? [] : [boundary],
  );
  if (boundaries.length === 0 || boundaries.length < asked.length) return () => true;
  const areas = new Buildings(boundaries.map((polygons) => ({ polygons, heightM: 0 })));
  return (eastM, northM) => areas.isIndoors(eastM, northM);
}
