import type { PricedChange } from '../domain/changes/change.js';
import { mapAfter } from '../domain/changes/map-after.js';
import type { TownMap } from '../domain/map/town-map.js';
import { USUAL_SIGHTS } from '../domain/sight/sight-facts.js';
import type { Level } from '../domain/sight/sight.js';
import { footprintOf } from './drawing.js';

interface Asked {
  readonly changes: readonly PricedChange[];
  readonly villageIds: readonly string[] | null;
  readonly level: Level;
}

/**
 * A GeoJSON FeatureCollection, as text, of what the cameras that the changes touch would see; of one that goes nothing.
 * `change` is the place of the last change of the camera, `cameraId` null for one that is bought.
 */
export function footprintsAfter(map: TownMap, { changes, villageIds, level }: Asked): string {
  const after = mapAfter(map, changes, villageIds, USUAL_SIGHTS);
  const touched = new Map(changes.map((each, at) => [touchedBy(each), { at, kind: each.change.kind }]));
  const features = [...touched].flatMap(([id, { at, kind }]) => {
    if (after.entry(id) === undefined) return [];
    const cameraId = kind === 'buy' ? null : id;
    const properties = { layer: 'footprint', change: at, cameraId, level };
    return [{ type: 'Feature', geometry: footprintOf(after, id, level), properties }];
  });
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function touchedBy({ id, change }: PricedChange): string {
  return change.kind === 'buy' ? id : change.cameraId;
}
