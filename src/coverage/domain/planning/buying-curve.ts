import { greedy } from './greedy.js';
import type { Market } from './market.js';

/** The same weights in another order sum up to nearly the same. */
const NEARLY = 1 - 1e-9;

/** What gains cost to buy. */
export interface BuyingCurve {
  /** The least that is known to buy so much gain, fen; null where all candidates together don't. */
  readonly costFen: (gain: number) => number | null;
}

/**
 * What up to `most` of gain costs to buy: the cheapest single camera that gains so much, or the first cameras of greedy
 * by gain for each fen, whichever is less. What is found can be bought; something cheaper may exist.
 */
export function buyingCurve(market: Market, most: number): BuyingCurve {
  const { picks } = greedy(market, { kind: 'gain', gain: most * NEARLY }, 'by-gain-per-fen');
  const single = cheapestSingles(market);
  return {
    costFen: (gain) => {
      if (gain === 0) return 0;
      const enough = gain * NEARLY;
      const several = picks.find(({ totalGain }) => totalGain >= enough)?.totalCostFen ?? Infinity;
      const one = single.find((each) => each.gain >= enough)?.costFen ?? Infinity;
      const least = Math.min(several, one);
      return least === Infinity ? null : least;
    },
  };
}

/** Of each price the most that one camera of it gains, the cheapest first. */
function cheapestSingles({ allowed, costFen, gains }: Market) {
  const most = new Map<number, number>();
  for (const option of allowed) {
    const gain = Math.max(gains.all[option]!, most.get(costFen[option]!) ?? 0);
    most.set(costFen[option]!, gain);
  }
  return [...most]
    .map(([price, gain]) => ({ costFen: price, gain }))
    .toSorted((a, b) => a.costFen - b.costFen);
}
