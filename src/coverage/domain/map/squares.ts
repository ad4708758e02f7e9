import { LEVELS, type Level } from '../sight/sight.js';
import { rankOf } from './status.js';
import type { TownMap } from './town-map.js';

/** What {@link squaresOf} says of a square that nobody asks for: in a building or outside of the villages. */
export const NOT_ASKED = 255;

/** The status of every square at one level, by its place in STATUSES, of one village or of all. */
export function squaresOf(
  { ground, cellCounts }: TownMap,
  asked: { readonly level: Level; readonly villageId?: string | null },
): Uint8Array {
  const wanted = asked.villageId ?? null;
  const isAsked = [false, ...ground.grounds.villages.map(({ id }) => wanted === null || id === wanted)];
  const level = LEVELS.indexOf(asked.level);
  const { live, registered } = cellCounts;
  return Uint8Array.from(ground.region, (region, cell) => {
    if (region < 0 || !isAsked[region]) return NOT_ASKED;
    return rankOf(live[4 * cell + level]!, registered[4 * cell + level]!);
  });
}
