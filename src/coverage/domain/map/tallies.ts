import { LEVELS } from '../sight/sight.js';
import type { Ground } from './ground.js';
import { INDOORS } from './ground.js';
import type { Seen } from './spotter.js';
import { rankOf, STATUSES } from './status.js';

const LEVEL_COUNT = LEVELS.length;
const STATUS_COUNT = STATUSES.length;
const UNCOVERED = 3;

/** One camera more (1) or less (-1), among the registered and among the live ones. */
export interface Change {
  readonly registered: -1 | 0 | 1;
  readonly live: -1 | 0 | 1;
}

/**
 * How many cameras see each square at each level, and how many squares of each region have each status: kept up to
 * date by what changes, so that one camera costs what it sees and not what the town is large.
 */
export class CellTallies {
  /** Of square `c` at level `l` or better: `4 · c + l`. */
  readonly registered: Uint16Array;
  readonly live: Uint16Array;
  /** Squares of region `r` at level `l` with status `s`: `(4 · r + l) · 4 + s`. */
  readonly squares: Int32Array;

  constructor(
    private readonly ground: Ground,
    like: CellTallies | null = null,
  ) {
    const cells = ground.region.length;
    this.registered = like?.registered.slice() ?? new Uint16Array(cells * LEVEL_COUNT);
    this.live = like?.live.slice() ?? new Uint16Array(cells * LEVEL_COUNT);
    this.squares = like?.squares.slice() ?? nothingSeen(ground);
  }

  change(cells: Seen['cells'], change: Change): void {
    const { registered, live, squares } = this;
    const { region } = this.ground;
    for (const mark of cells) {
      const its = region[mark >> 2]!;
      for (let at = mark & ~3; at <= mark; at += 1) {
        const before = rankOf(live[at]!, registered[at]!);
        registered[at]! += change.registered;
        live[at]! += change.live;
        const after = rankOf(live[at]!, registered[at]!);
        if (before === after || its === INDOORS) continue;
        const first = (its * LEVEL_COUNT + (at & 3)) * STATUS_COUNT;
        squares[first + before]! -= 1;
        squares[first + after]! += 1;
      }
    }
  }
}

function nothingSeen(ground: Ground): Int32Array {
  const squares = new Int32Array(ground.cellsOf.length * LEVEL_COUNT * STATUS_COUNT);
  ground.cellsOf.forEach((count, region) => {
    for (let level = 0; level < LEVEL_COUNT; level += 1) {
      squares[(region * LEVEL_COUNT + level) * STATUS_COUNT + UNCOVERED] = count;
    }
  });
  return squares;
}
