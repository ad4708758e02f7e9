import type { Bounds } from './bounds.js';
import type { Buildings } from './buildings.js';

/** Numbers that one shadow takes in {@link Shadows.walls}. */
const SIZE = 6;

/**
 * What the walls round one camera hide. At fraction t of its way to the ground the line of sight is h · (1 − t) high, so
 * a wall of height H hides what lies behind it, all of it where H ≥ h, else up to h ÷ (h − H) times its distance: a
 * wall of 2 m at 10 m hides what is between 10 and 20 m from a camera that hangs 4 m high. Seen from the camera at the
 * origin, the hidden points p of a wall from a to b (a × b > 0) are those with a × p ≥ 0, p × b ≥ 0 and
 * a × b < n · p < a × b · h ÷ (h − H), where n is the wall's normal.
 */
export class Shadows {
  count = 0;
  /** Of each: a, b, nearest and furthest n · p. */
  private walls = new Float64Array(SIZE * 256);

  /** Collects the walls within `bounds` round a camera; those of a building that it hangs in hide nothing of it. */
  cast(buildings: Buildings, at: { eastM: number; northM: number }, heightM: number, bounds: Bounds): void {
    this.count = 0;
    buildings.buckets.near(bounds, (b) => {
      if (buildings.contains(b, at.eastM, at.northM)) return;
      const wallM = buildings.heightM[b]!;
      const stretch = wallM >= heightM ? Number.POSITIVE_INFINITY : heightM / (heightM - wallM);
      const { walls } = buildings;
      for (let wall = 4 * buildings.firstWall[b]!; wall < 4 * buildings.firstWall[b + 1]!; wall += 4) {
        const [x0, y0] = [walls[wall]! - at.eastM, walls[wall + 1]! - at.northM];
        const [x1, y1] = [walls[wall + 2]! - at.eastM, walls[wall + 3]! - at.northM];
        this.add([x0, y0, x1, y1], stretch);
      }
    });
  }

  private add([x0, y0, x1, y1]: readonly [number, number, number, number], stretch: number): void {
    const cross = x0 * y1 - x1 * y0;
    if (cross === 0) return;
    if (SIZE * (this.count + 1) > this.walls.length) {
      const larger = new Float64Array(2 * this.walls.length);
      larger.set(this.walls);
      this.walls = larger;
    }
    const { walls } = this;
    const first = SIZE * this.count;
    const isLeft = cross > 0;
    walls[first] = isLeft ? x0 : x1;
    walls[first + 1] = isLeft ? y0 : y1;
    walls[first + 2] = isLeft ? x1 : x0;
    walls[first + 3] = isLeft ? y1 : y0;
    walls[first + 4] = Math.abs(cross);
    walls[first + 5] = Math.abs(cross) * stretch;
    this.count += 1;
  }

  /** Whether any wall hides what lies at x, y metres from the camera. */
  hides(x: number, y: number): boolean {
    const { walls } = this;
    for (let at = 0; at < SIZE * this.count; at += SIZE) {
      const [ax, ay, bx, by] = [walls[at]!, walls[at + 1]!, walls[at + 2]!, walls[at + 3]!];
      if (ax * y - ay * x < 0 || x * by - y * bx < 0) continue;
      const along = (by - ay) * x + (ax - bx) * y;
      if (along > walls[at + 4]! && along < walls[at + 5]!) return true;
    }
    return false;
  }

  /**
   * Sets to 0 what is hidden of a window of squares: `columns` to a row, the centre of the first at x, y metres from the
   * camera. A row of a shadow is what four half-planes leave of it.
   */
  darken(open: Uint8Array, window: Window): void {
    for (let at = 0; at < SIZE * this.count; at += SIZE) this.darkenOne(open, window, at);
  }

  private darkenOne(open: Uint8Array, { x, y, cellM, columns, rows }: Window, at: number): void {
    const { walls } = this;
    const [ax, ay, bx, by] = [walls[at]!, walls[at + 1]!, walls[at + 2]!, walls[at + 3]!];
    const [nearest, furthest] = [walls[at + 4]!, walls[at + 5]!];
    const stretch = furthest / nearest;
    const [nx, ny] = [by - ay, ax - bx];
    const lowest = Math.min(ay, by);
    const highest = Math.max(ay, by);
    const first = Math.max(0, Math.ceil(((lowest < 0 ? lowest * stretch : lowest) - y) / cellM));
    const last = Math.min(rows - 1, Math.floor(((highest > 0 ? highest * stretch : highest) - y) / cellM));
    for (let row = first; row <= last; row += 1) {
      const north = y + row * cellM;
      let from = Number.NEGATIVE_INFINITY;
      let to = Number.POSITIVE_INFINITY;
      if (ay > 0) to = (ax * north) / ay;
      else if (ay < 0) from = (ax * north) / ay;
      else if (ax * north < 0) continue;
      if (by > 0) from = Math.max(from, (bx * north) / by);
      else if (by < 0) to = Math.min(to, (bx * north) / by);
      else if (bx * north > 0) continue;
      const bound = nearest - ny * north;
      if (nx > 0) from = Math.max(from, bound / nx);
      else if (nx < 0) to = Math.min(to, bound / nx);
      else if (bound > 0) continue;
      const end = furthest - ny * north;
      if (nx > 0) to = Math.min(to, end / nx);
      else if (nx < 0) from = Math.max(from, end / nx);
      else if (end < 0) continue;
      const start = Math.max(0, Math.ceil((from - x) / cellM));
      const stop = Math.min(columns - 1, Math.floor((to - x) / cellM));
      if (start <= stop) open.fill(0, row * columns + start, row * columns + stop + 1);
    }
  }
}

/** Squares round a camera: the centre of the first (south-west) one at x, y metres from it. */
export interface Window {
  readonly x: number;
  readonly y: number;
  readonly cellM: number;
  readonly columns: number;
  readonly rows: number;
}
