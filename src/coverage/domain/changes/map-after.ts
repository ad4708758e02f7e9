import { DomainError } from '../../../kernel/domain-error.js';
import type { TownMap } from '../map/town-map.js';
import type { SightDefaults } from '../sight/sight-facts.js';
import type { PricedChange } from './change.js';
import { boughtCamera, changedCamera } from './changed-camera.js';
import { within } from './within.js';

/**
 * A map with these changes made one after another; the one that was handed in stays as it is. Refuses a change of a camera
 * that is not there, or in none of the villages; null for all.
 */
export function mapAfter(
  map: TownMap,
  changes: readonly PricedChange[],
  villageIds: readonly string[] | null,
  defaults: SightDefaults,
): TownMap {
  const after = map.copy();
  for (const [at, each] of changes.entries())
    within(`changes.${at}`, () => make(after, each, villageIds, defaults));
  return after;
}

function make(
  map: TownMap,
  { id, change }: PricedChange,
  villageIds: readonly string[] | null,
  defaults: SightDefaults,
): void {
  const { plane } = map.grounds;
  if (change.kind === 'buy') {
    map.put(boughtCamera(id, change.camera, plane, defaults));
    return;
  }
  const entry = map.entry(change.cameraId);
  if (entry === undefined || villageIds?.includes(entry.camera.villageId) === false)
    throw notOnTheMap(change.cameraId);
  if (change.kind === 'remove') map.remove(change.cameraId);
  else map.put(changedCamera(entry.camera, change, plane));
}

function notOnTheMap(cameraId: string): DomainError {
  const message = `The camera ${cameraId} is not on the map: it is not in service, has no known position, or another change removes it.`;
  return new DomainError('unprocessable', 'camera-not-on-map', message, [{ path: 'cameraId', message }]);
}
