import type { Bounds } from '../ground/bounds.js';
import { LEVELS, type Level } from '../sight/sight.js';
import { rankOf, STATUSES, type Status } from './status.js';
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

/**
 * The squares of a village, or of all, with one status at one level, as few rectangles, for drawing: runs of squares in a row,
 * joined with the same run in the rows above. At most `most` of them; null where there are more.
 */
export function patchesOf(
  map: TownMap,
  asked: {
    readonly villageId?: string | null;
    readonly level: Level;
    readonly status: Status;
    readonly most: number;
  },
): readonly Bounds[] | null {
  const { columns, rows } = map.grid;
  const squares = squaresOf(map, asked);
  const rank = STATUSES.indexOf(asked.status);
  const is = (cell: number) => squares[cell] === rank;
  const done: Bounds[] = [];
  let open = new Map<number, Run>();
  for (let row = 0; row < rows; row += 1) {
    const next = new Map<number, Run>();
    for (const [from, to] of runsOf(row, columns, is)) {
      const key = from * (columns + 1) + to;
      next.set(key, open.get(key) ?? { from, to, row });
      open.delete(key);
    }
    for (const run of open.values()) done.push(boundsOf(map, run, row));
    if (done.length > asked.most) return null;
    open = next;
  }
  for (const run of open.values()) done.push(boundsOf(map, run, rows));
  return done.length > asked.most ? null : done;
}

/** Columns `from` to before `to`, from `row` on northwards. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly row: number;
}

function runsOf(row: number, columns: number, is: (cell: number) => boolean): readonly [number, number][] {
  const runs: [number, number][] = [];
  let from = -1;
  for (let column = 0; column <= columns; column += 1) {
    const isIn = column < columns && is(row * columns + column);
    if (isIn && from < 0) from = column;
    if (isIn || from < 0) continue;
    runs.push([from, column]);
    from = -1;
  }
  return runs;
}

function boundsOf({ grid }: TownMap, { from, to, row }: Run, end: number): Bounds {
  return {
    westM: grid.westM + from * grid.cellM,
    eastM: grid.westM + to * grid.cellM,
    southM: grid.southM + row * grid.cellM,
    northM: grid.southM + end * grid.cellM,
  };
}
