import type { Spot } from '../../../kernel/geography.js';
import { Vista } from '../ground/vista.js';
import type { Ground } from '../map/ground.js';
import type { DemandMap } from './demands-of.js';

/**
 * The demands that nothing hides from one spot, whichever way a camera looks there. One object looks again and again,
 * and what it found holds until it looks the next time.
 */
export class Surroundings {
  count = 0;
  demand = new Int32Array(4_096);
  /** Where each is, metres from the spot. */
  x = new Float64Array(4_096);
  y = new Float64Array(4_096);
  private readonly vista: Vista;

  constructor(
    private readonly ground: Ground,
    private readonly wanted: DemandMap,
  ) {
    this.vista = new Vista(ground.grid, ground.buildings, ground.isIndoors);
  }

  look(at: Spot, heightM: number, reachM: number): void {
    const { eastM, northM } = at;
    const bounds = {
      westM: eastM - reachM,
      eastM: eastM + reachM,
      southM: northM - reachM,
      northM: northM + reachM,
    };
    this.count = 0;
    this.vista.look(at, heightM, bounds);
    this.cells(reachM);
    this.points(at, reachM, bounds);
  }

  private cells(reachM: number): void {
    const { ofCell } = this.wanted;
    if (!ofCell) return;
    const { vista, ground } = this;
    for (let row = 0; row < vista.rows; row += 1) {
      const y = vista.y + row * vista.cellM;
      const first = (vista.firstRow + row) * ground.grid.columns + vista.firstColumn;
      for (let column = 0; column < vista.columns; column += 1) {
        if (vista.open[row * vista.columns + column] === 0) continue;
        const demand = ofCell[first + column]!;
        const x = vista.x + column * vista.cellM;
        if (demand >= 0 && x * x + y * y <= reachM * reachM) this.add(demand, x, y);
      }
    }
  }

  private points(at: Spot, reachM: number, bounds: Parameters<Vista['look']>[2]): void {
    const { points } = this.ground;
    points.buckets.near(bounds, (place) => {
      if (points.isIndoors[place] === 1) return;
      for (let point = points.first[place]!; point < points.first[place + 1]!; point += 1) {
        const demand = this.wanted.ofPoint[point]!;
        if (demand < 0) continue;
        const [x, y] = [points.at[2 * point]! - at.eastM, points.at[2 * point + 1]! - at.northM];
        if (x * x + y * y <= reachM * reachM && !this.vista.shadows.hides(x, y)) this.add(demand, x, y);
      }
    });
  }

  private add(demand: number, x: number, y: number): void {
    if (this.count === this.demand.length) this.grow();
    this.demand[this.count] = demand;
    this.x[this.count] = x;
    this.y[this.count] = y;
    this.count += 1;
  }

  private grow(): void {
    const [demand, x, y] = [
      new Int32Array(2 * this.count),
      new Float64Array(2 * this.count),
      new Float64Array(2 * this.count),
    ];
    demand.set(this.demand);
    x.set(this.x);
    y.set(this.y);
    Object.assign(this, { demand, x, y });
  }
}
