import type { Gains, Market } from './market.js';

/**
 * What is left to gain while options are taken one after another. What an option gains never grows by that: each term
 * of its sum stays or goes, and the sum is taken in the same order each time, so it holds for rounded numbers too.
 */
export class Remaining {
  /** As {@link Gains}: exact for what was measured since the last option was taken, else at most too much. */
  readonly gains: Gains;
  /** How many options were measured anew. */
  measured = 0;
  private readonly need: Uint8Array;
  private readonly seen: Int32Array;

  constructor(private readonly market: Market) {
    const { gains, demands, options } = market;
    this.gains = { all: gains.all.slice(), required: gains.required.slice() };
    this.need = demands.need.slice();
    this.seen = new Int32Array(options.mostSeen);
  }

  measure(option: number): void {
    const { weight, isRequired } = this.market.demands;
    const { need, seen } = this;
    const length = this.market.options.sees(option, seen);
    let all = 0;
    let required = 0;
    for (let at = 0; at < length; at += 1) {
      const demand = seen[at]!;
      if (need[demand] === 0) continue;
      all += weight[demand]!;
      if (isRequired[demand] === 1) required += weight[demand]!;
    }
    this.gains.all[option] = all;
    this.gains.required[option] = required;
    this.measured += 1;
  }

  take(option: number): void {
    const { need, seen } = this;
    const length = this.market.options.sees(option, seen);
    for (let at = 0; at < length; at += 1) if (need[seen[at]!]! > 0) need[seen[at]!]! -= 1;
  }

  /** Required demands that want more than was taken. */
  unmet(): readonly number[] {
    const { isRequired } = this.market.demands;
    const demands: number[] = [];
    for (const [demand, need] of this.need.entries())
      if (need > 0 && isRequired[demand] === 1) demands.push(demand);
    return demands;
  }
}
