import type { Demands, Options } from './options.js';

/** What an option gains beside what is there already: at all, and of that what is required. */
export interface Gains {
  readonly all: Float64Array;
  readonly required: Float64Array;
}

/** Everything that a choice is made from, each option looked at once. */
export interface Market {
  readonly demands: Demands;
  readonly options: Options;
  /** Options that may be chosen at all, in their order. */
  readonly allowed: Int32Array;
  /** Of every option, fen. */
  readonly costFen: Float64Array;
  /** While nothing is chosen. */
  readonly gains: Gains;
  /** What all allowed options together would gain. */
  readonly reachable: number;
  readonly minDistanceM: number;
}

export interface Restrictions {
  /** Sites where the law forbids a camera; it is never suggested. */
  readonly isForbidden: (option: number) => boolean;
  /** Two chosen options are at least so far apart; 0 where it doesn't matter. */
  readonly minDistanceM: number;
}

export const UNRESTRICTED: Restrictions = { isForbidden: () => false, minDistanceM: 0 };

/** Looks at every option once: the long part of a choice. */
export function openMarket(demands: Demands, options: Options, restrictions: Restrictions): Market {
  const { count } = options;
  const costFen = new Float64Array(count);
  const gains = { all: new Float64Array(count), required: new Float64Array(count) };
  const look = new Look(demands, options);
  const allowed = new Int32Array(count);
  let found = 0;
  for (let option = 0; option < count; option += 1) {
    if (restrictions.isForbidden(option)) continue;
    allowed[found++] = option;
    costFen[option] = options.costFen(option);
    look.at(option, gains);
  }
  const { reachable } = look;
  const { minDistanceM } = restrictions;
  return { demands, options, allowed: allowed.slice(0, found), costFen, gains, reachable, minDistanceM };
}

/** The first look, which also counts what all options together would gain. */
class Look {
  reachable = 0;
  private readonly need: Uint8Array;
  private readonly seen: Int32Array;

  constructor(
    private readonly demands: Demands,
    private readonly options: Options,
  ) {
    this.need = demands.need.slice();
    this.seen = new Int32Array(options.mostSeen);
  }

  at(option: number, gains: Gains): void {
    const { demands, need, seen } = this;
    const length = this.options.sees(option, seen);
    let all = 0;
    let required = 0;
    for (let at = 0; at < length; at += 1) {
      const demand = seen[at]!;
      if (demands.need[demand] === 0) continue;
      const weight = demands.weight[demand]!;
      all += weight;
      if (demands.isRequired[demand] === 1) required += weight;
      if (need[demand] === 0) continue;
      need[demand]! -= 1;
      this.reachable += weight;
    }
    gains.all[option] = all;
    gains.required[option] = required;
  }
}
