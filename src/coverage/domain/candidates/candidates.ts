import type { Spot } from '../../../kernel/geography.js';
import { Sector } from '../ground/sector.js';
import type { TownMap } from '../map/town-map.js';
import { footprintOf, turned } from '../sight/footprint.js';
import type { Sight } from '../sight/sight.js';
import type { Options } from '../planning/options.js';
import type { DemandMap } from './demands-of.js';
import { Surroundings } from './surroundings.js';

/** A camera that can be bought, and how it would hang. */
export interface CandidateType {
  readonly costFen: number;
  /** Its `at` and `headingDeg` do not matter. */
  readonly sight: Sight;
}

export interface CandidateSites {
  readonly spots: readonly Spot[];
  readonly types: readonly CandidateType[];
  /** Tried of every type that does not look everywhere at once. */
  readonly headingsDeg: readonly number[];
}

/** What one option is. */
export interface Candidate {
  readonly spot: number;
  readonly type: number;
  readonly sight: Sight;
}

/** One way of hanging a type; its sector stands at the origin. */
interface Pose {
  readonly type: number;
  readonly sight: Sight;
  readonly sector: Sector;
  /** Poses of one height share what is open to sight. */
  readonly height: number;
}

const ORIGIN: Spot = { eastM: 0, northM: 0 };

/**
 * Every pose at every spot as one option, without a list of what each sees: 400,000 such lists would not fit. What is
 * open to sight at a spot is found once for all that hang at one height there, when it is asked for; asked in order, a
 * spot is looked at once.
 */
export class Candidates implements Options {
  readonly count: number;
  readonly mostSeen: number;
  private readonly poses: readonly Pose[];
  private readonly reachM: readonly number[];
  private readonly surroundings: Surroundings;
  /** The spot and the height that `surroundings` were looked at from. */
  private looked = { spot: -1, height: -1 };

  constructor(
    map: TownMap,
    private readonly wanted: DemandMap,
    private readonly sites: CandidateSites,
  ) {
    const heights = [...new Set(sites.types.map(({ sight }) => sight.heightM))];
    this.poses = sites.types.flatMap((type, at) => posesOf(type, at, { heights, ...sites }));
    this.reachM = heights.map((_, height) => reachOf(this.poses.filter((pose) => pose.height === height)));
    this.count = sites.spots.length * this.poses.length;
    this.mostSeen = wanted.demands.weight.length;
    this.surroundings = new Surroundings(map.ground, wanted);
  }

  at(option: number): Candidate {
    const spot = Math.floor(option / this.poses.length);
    const { type, sight } = this.pose(option);
    return { spot, type, sight: { ...sight, at: this.sites.spots[spot]! } };
  }

  readonly costFen = (option: number): number => this.sites.types[this.pose(option).type]!.costFen;

  readonly site = (option: number): number => Math.floor(option / this.poses.length);

  readonly distanceM = (a: number, b: number): number => {
    const [from, to] = [this.sites.spots[this.site(a)]!, this.sites.spots[this.site(b)]!];
    return Math.hypot(to.eastM - from.eastM, to.northM - from.northM);
  };

  readonly sees = (option: number, into: Int32Array): number => {
    const { sector, height } = this.pose(option);
    if (sector.reachM === 0) return 0;
    this.look(this.site(option), height);
    const { surroundings: around, wanted } = this;
    let seen = 0;
    for (let at = 0; at < around.count; at += 1) {
      const demand = around.demand[at]!;
      if (sector.levelAt(around.x[at]!, around.y[at]!) >= wanted.level[demand]!) into[seen++] = demand;
    }
    return seen;
  };

  private look(spot: number, height: number): void {
    if (this.looked.spot === spot && this.looked.height === height) return;
    const { heightM } = this.poses.find((pose) => pose.height === height)!.sight;
    this.surroundings.look(this.sites.spots[spot]!, heightM, this.reachM[height]!);
    this.looked = { spot, height };
  }

  private pose(option: number): Pose {
    return this.poses[option % this.poses.length]!;
  }
}

function posesOf(
  { sight }: CandidateType,
  type: number,
  { heights, headingsDeg }: { readonly heights: readonly number[]; readonly headingsDeg: readonly number[] },
): readonly Pose[] {
  const isRound = sight.horizontalFieldOfViewDeg >= 360;
  return (isRound ? [0] : headingsDeg).map((headingDeg) => {
    const hung = { ...turned(sight, headingDeg), at: ORIGIN };
    return {
      type,
      sight: hung,
      sector: new Sector(footprintOf(hung)),
      height: heights.indexOf(sight.heightM),
    };
  });
}

function reachOf(poses: readonly Pose[]): number {
  return Math.max(0, ...poses.map(({ sector }) => sector.reachM));
}
