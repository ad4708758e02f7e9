import type { Spot } from '../../../kernel/geography.js';
import type { Bounds } from './bounds.js';
import type { Buildings } from './buildings.js';
import type { Grid } from './grid.js';
import { Shadows } from './shadows.js';

/** The least that a window of squares is made for. */
const FIRST_SIZE = 4_096;

/**
 * What is open to sight round one spot: a window of the grid with 1 for every square whose centre nothing hides. One
 * object looks again and again, and what it found holds until it looks the next time.
 */
export class Vista {
  firstColumn = 0;
  firstRow = 0;
  columns = 0;
  rows = 0;
  /** The centre of the first square, metres from the spot. */
  x = 0;
  y = 0;
  readonly cellM: number;
  open = new Uint8Array(FIRST_SIZE);
  readonly shadows = new Shadows();

  /** `isIndoors` is 1 for every square of the grid whose centre lies in a building. */
  constructor(
    private readonly grid: Grid,
    private readonly buildings: Buildings,
    private readonly isIndoors: Uint8Array,
  ) {
    this.cellM = grid.cellM;
  }

  /** Looks from a spot at what lies within `bounds`, which the spot is in. */
  look(at: Spot, heightM: number, bounds: Bounds): void {
    this.shadows.cast(this.buildings, at, heightM, bounds);
    this.frame(at, bounds);
    for (let row = 0; row < this.rows; row += 1) {
      const from = (this.firstRow + row) * this.grid.columns + this.firstColumn;
      for (let column = 0; column < this.columns; column += 1) {
        this.open[row * this.columns + column] = 1 - this.isIndoors[from + column]!;
      }
    }
    this.shadows.darken(this.open, this);
  }

  private frame(at: Spot, bounds: Bounds): void {
    const { westM, southM, cellM, columns, rows } = this.grid;
    this.firstColumn = Math.max(0, Math.ceil((bounds.westM - westM) / cellM - 0.5));
    this.firstRow = Math.max(0, Math.ceil((bounds.southM - southM) / cellM - 0.5));
    const lastColumn = Math.min(columns - 1, Math.floor((bounds.eastM - westM) / cellM - 0.5));
    const lastRow = Math.min(rows - 1, Math.floor((bounds.northM - southM) / cellM - 0.5));
    this.columns = Math.max(0, lastColumn - this.firstColumn + 1);
    this.rows = Math.max(0, lastRow - this.firstRow + 1);
    this.x = westM + (this.firstColumn + 0.5) * cellM - at.eastM;
    this.y = southM + (this.firstRow + 0.5) * cellM - at.northM;
    if (this.columns * this.rows > this.open.length) this.open = new Uint8Array(2 * this.columns * this.rows);
  }
}
