import type { Footprint } from '../sight/footprint.js';
import { LEVELS } from '../sight/sight.js';
import type { Bounds } from './bounds.js';

const RADIANS = Math.PI / 180;

/** A footprint as a test of points, in metres from its camera. */
export class Sector {
  private readonly sine: number;
  private readonly cosine: number;
  private readonly halfSine: number;
  private readonly halfCosine: number;
  private readonly isRound: boolean;
  private readonly nearSquared: number;
  /** Of the levels, from least to most; -1 for one that is reached nowhere. */
  private readonly farSquared: Float64Array;
  readonly reachM: number;

  constructor(readonly footprint: Footprint) {
    const { headingDeg, openingDeg, nearM, farM } = footprint;
    this.sine = Math.sin(headingDeg * RADIANS);
    this.cosine = Math.cos(headingDeg * RADIANS);
    this.halfSine = Math.sin((openingDeg / 2) * RADIANS);
    this.halfCosine = Math.cos((openingDeg / 2) * RADIANS);
    this.isRound = openingDeg >= 360;
    this.nearSquared = nearM ** 2;
    this.farSquared = Float64Array.from(LEVELS, (level) => (farM[level] > nearM ? farM[level] ** 2 : -1));
    this.reachM = farM.detect > nearM ? farM.detect : 0;
  }

  /** The best level at which a point is seen: 0 (detect) to 3 (identify), or -1. Both edges belong to the sector. */
  levelAt(x: number, y: number): number {
    const squared = x * x + y * y;
    const { farSquared } = this;
    if (squared > farSquared[0]! || squared < this.nearSquared) return -1;
    if (!this.isRound && !this.opensTo(x, y)) return -1;
    if (squared > farSquared[1]!) return 0;
    if (squared > farSquared[2]!) return 1;
    return squared > farSquared[3]! ? 2 : 3;
  }

  /** An angle φ off the heading is within the half opening α when sin(α − φ) ≥ 0, whichever side it is on. */
  private opensTo(x: number, y: number): boolean {
    const ahead = x * this.sine + y * this.cosine;
    const aside = Math.abs(x * this.cosine - y * this.sine);
    return ahead * this.halfSine - aside * this.halfCosine >= 0;
  }

  /** The rectangle that holds the whole of it, and the camera. */
  bounds(): Bounds {
    const { at, headingDeg, openingDeg } = this.footprint;
    const turns = [-0.5, 0.5].map((side) => headingDeg + side * openingDeg);
    const onArc = [0, 90, 180, 270].filter(
      (degrees) => Math.abs(((degrees - headingDeg + 540) % 360) - 180) <= openingDeg / 2,
    );
    const ends = [...turns, ...onArc].map((degrees) => degrees * RADIANS);
    const easts = [0, ...ends.map((angle) => this.reachM * Math.sin(angle))];
    const norths = [0, ...ends.map((angle) => this.reachM * Math.cos(angle))];
    return {
      westM: at.eastM + Math.min(...easts),
      eastM: at.eastM + Math.max(...easts),
      southM: at.northM + Math.min(...norths),
      northM: at.northM + Math.max(...norths),
    };
  }
}
