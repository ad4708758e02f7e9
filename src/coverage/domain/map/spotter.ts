import type { Bounds } from '../ground/bounds.js';
import { Sector } from '../ground/sector.js';
import { Vista } from '../ground/vista.js';
import { footprintOf } from '../sight/footprint.js';
import type { Sight } from '../sight/sight.js';
import type { Ground } from './ground.js';

/**
 * What one camera sees, each with the best level at which it does: `square · 4 + level` and `point · 4 + level`, the
 * level by its place in LEVELS.
 */
export interface Seen {
  readonly cells: Int32Array;
  readonly points: Int32Array;
}

/** Finds out what cameras see, one after another. */
export class Spotter {
  private readonly vista: Vista;
  private marks = new Int32Array(4_096);

  constructor(private readonly ground: Ground) {
    this.vista = new Vista(ground.grid, ground.buildings, ground.isIndoors);
  }

  seenBy(sight: Sight): Seen {
    const sector = new Sector(footprintOf(sight));
    if (sector.reachM === 0) return { cells: new Int32Array(0), points: new Int32Array(0) };
    const bounds = sector.bounds();
    this.vista.look(sight.at, sight.heightM, bounds);
    return { cells: this.cells(sector), points: this.points(sight, sector, bounds) };
  }

  private cells(sector: Sector): Int32Array {
    const { vista, ground } = this;
    if (vista.columns * vista.rows > this.marks.length)
      this.marks = new Int32Array(2 * vista.columns * vista.rows);
    const { marks } = this;
    let count = 0;
    for (let row = 0; row < vista.rows; row += 1) {
      const y = vista.y + row * vista.cellM;
      const first = (vista.firstRow + row) * ground.grid.columns + vista.firstColumn;
      for (let column = 0; column < vista.columns; column += 1) {
        if (vista.open[row * vista.columns + column] === 0) continue;
        const level = sector.levelAt(vista.x + column * vista.cellM, y);
        if (level >= 0) marks[count++] = (first + column) * 4 + level;
      }
    }
    return marks.slice(0, count);
  }

  private points(sight: Sight, sector: Sector, bounds: Bounds): Int32Array {
    const { points } = this.ground;
    const found: number[] = [];
    points.buckets.near(bounds, (place) => {
      if (points.isIndoors[place] === 1) return;
      for (let point = points.first[place]!; point < points.first[place + 1]!; point += 1) {
        const x = points.at[2 * point]! - sight.at.eastM;
        const y = points.at[2 * point + 1]! - sight.at.northM;
        const level = sector.levelAt(x, y);
        if (level >= 0 && !this.vista.shadows.hides(x, y)) found.push(point * 4 + level);
      }
    });
    return Int32Array.from(found);
  }
}
