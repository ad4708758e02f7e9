import { boundsOfPolygons } from './bounds.js';
import { Buckets } from './buckets.js';
import type { Building } from './shape.js';

/** The walls of a town, flat, and where to find them. */
export class Buildings {
  readonly count: number;
  readonly heightM: Float64Array;
  /** Walls of building `b` are `walls` from `4 · firstWall[b]` to `4 · firstWall[b + 1]`: from east, north to east, north. */
  readonly firstWall: Int32Array;
  readonly walls: Float64Array;
  readonly buckets: Buckets;

  constructor(readonly of: readonly Building[]) {
    this.count = of.length;
    this.heightM = Float64Array.from(of, ({ heightM }) => heightM);
    this.firstWall = new Int32Array(of.length + 1);
    of.forEach((building, at) => (this.firstWall[at + 1] = this.firstWall[at]! + wallsOf(building)));
    this.walls = new Float64Array(4 * this.firstWall[of.length]!);
    of.forEach((building, at) => this.wall(building, 4 * this.firstWall[at]!));
    this.buckets = new Buckets(of.map(({ polygons }) => boundsOfPolygons(polygons)));
  }

  private wall({ polygons }: Building, first: number): void {
    let at = first;
    for (const ring of polygons.flat()) {
      for (let end = 0; end < ring.length; end += 2) {
        const start = end === 0 ? ring.length - 2 : end - 2;
        this.walls.set([ring[start]!, ring[start + 1]!, ring[end]!, ring[end + 1]!], at);
        at += 4;
      }
    }
  }

  /** Whether a spot lies inside building `b` (even–odd over its rings). */
  contains(b: number, eastM: number, northM: number): boolean {
    let isInside = false;
    for (let at = 4 * this.firstWall[b]!; at < 4 * this.firstWall[b + 1]!; at += 4) {
      const [y0, y1] = [this.walls[at + 1]!, this.walls[at + 3]!];
      if (y0 > northM === y1 > northM) continue;
      const x0 = this.walls[at]!;
      if (eastM < x0 + ((northM - y0) / (y1 - y0)) * (this.walls[at + 2]! - x0)) isInside = !isInside;
    }
    return isInside;
  }

  /** Whether a spot lies inside any of them. */
  isIndoors(eastM: number, northM: number): boolean {
    let isInside = false;
    this.buckets.near({ westM: eastM, eastM, southM: northM, northM }, (b) => {
      isInside ||= this.contains(b, eastM, northM);
    });
    return isInside;
  }
}

function wallsOf({ polygons }: Building): number {
  return polygons.flat().reduce((sum, ring) => sum + ring.length / 2, 0);
}
