import { LEVELS, type Level } from '../sight/sight.js';
import type { Shares } from './answers.js';
import { ELSEWHERE, type Ground } from './ground.js';
import { STATUSES, type Basis, type Status } from './status.js';
import type { CellTallies } from './tallies.js';

export function sharesOf(
  ground: Ground,
  tallies: CellTallies,
  asked: { readonly level: Level; readonly villageId?: string | null },
): Shares {
  const wanted = asked.villageId ?? null;
  const regions = ground.grounds.villages.flatMap(({ id }, at) =>
    wanted === null || id === wanted ? [at + 1] : [],
  );
  const cells = squaresOf(tallies, regions, asked.level);
  return sharesOfCells(cells, ground.grid.cellM);
}

/** Of squares that were counted; `cellM` is the side of one. */
export function sharesOfCells(cells: Shares['cells'], cellM: number): Shares {
  const all = STATUSES.reduce((sum, status) => sum + cells[status], 0);
  const live = cells.covered + cells.fragile;
  const shareOf = (count: number) => (all > 0 ? count / all : null);
  return {
    cells,
    areaM2: all * cellM ** 2,
    seen: { registered: shareOf(live + cells.dark), live: shareOf(live) },
  };
}

export function seenAreaM2(
  ground: Ground,
  tallies: CellTallies,
  { level, basis }: { readonly level: Level; readonly basis: Basis },
): number {
  const regions = [ELSEWHERE, ...ground.grounds.villages.map((_, at) => at + 1)];
  const cells = squaresOf(tallies, regions, level);
  const seen = cells.covered + cells.fragile + (basis === 'registered' ? cells.dark : 0);
  return seen * ground.grid.cellM ** 2;
}

function squaresOf(
  { squares }: CellTallies,
  regions: readonly number[],
  level: Level,
): Record<Status, number> {
  const at = LEVELS.indexOf(level);
  const count = (status: number) =>
    regions.reduce(
      (sum, region) => sum + squares[(region * LEVELS.length + at) * STATUSES.length + status]!,
      0,
    );
  return { covered: count(0), fragile: count(1), dark: count(2), uncovered: count(3) };
}
