import type { Town } from '../../../test/farm/index.js';
import { MAINTENANCE, SWITCH } from './plan.js';

/** Which cameras of the town (by their ids at the farm) play which part; each part but the switch in a village of its own. */
export function castOf(town: Town): ReadonlyMap<string, readonly string[]> {
  const villages = town.villages.map(({ key }) =>
    town.cameras.filter(({ entry }) => entry.villageKey === key).map(({ entry }) => entry.id),
  );
  const [single, flapping, maintained, onPaper, forgotten, ...others] = villages;
  const behindSwitch = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((turn) => others.map((village) => village[turn]));
  return new Map([
    ['single', single!.slice(0, 1)],
    ['flapping', flapping!.slice(0, 1)],
    ['maintained', maintained!.slice(0, MAINTENANCE.cameras)],
    ['on paper', onPaper!.slice(0, 1)],
    ['forgotten', forgotten!.slice(0, 1)],
    ['switch', behindSwitch.filter((id) => id !== undefined).slice(0, SWITCH.cameras)],
  ]);
}
