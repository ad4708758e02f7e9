import { isInside } from '../../../map/geometry.ts';
import { lonLatOf, type Position } from '../../../map/position.ts';
import type { ChangeOf } from '../answers.ts';
import type { Village } from '../queries.ts';

/**
 * A camera to be bought, of the usual type, in the village whose ground it hangs on; else in the one that is looked at. Null
 * where there is no village at all.
 */
export function newCamera(
  position: Position,
  villages: readonly Village[],
  lookedAt: string | null,
  name: string,
): Omit<ChangeOf<'buy'>, 'kind'> | null {
  const point = lonLatOf(position);
  const around = villages.find(({ boundary }) => boundary !== null && isInside(point, boundary));
  const villageId = around?.id ?? lookedAt ?? villages[0]?.id;
  if (villageId === undefined) return null;
  return { name, villageId, position, headingDeg: 0, cameraType: '3', costFen: 0 };
}
