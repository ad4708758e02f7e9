import { type Bound, bestAtMost, ratioOf } from './bound.js';
import { greedy, type Order, type Pick, type Run, type SuggestionLimit } from './greedy.js';
import { type Market, openMarket, type Restrictions, UNRESTRICTED } from './market.js';
import type { Demands, Options } from './options.js';
import { refuseImpossible } from './refusals.js';
import { Remaining } from './remaining.js';

export interface Suggestion {
  /** In the order in which they pay: required places first, then the largest gain. */
  readonly picks: readonly Pick[];
  readonly totalGain: number;
  readonly totalCostFen: number;
  /** What all allowed options together would gain. */
  readonly reachable: number;
  readonly strategy: Order | 'best-single';
  readonly bound: Bound;
  /** Required demands that are still not seen as often as they need. */
  readonly unmetRequired: readonly number[];
  /** How often options were looked at. */
  readonly looks: number;
}

/**
 * The options that see the most of what is to be seen, by lazy greedy maximum coverage: for a count by gain; under a
 * budget the best of three: by gain for each fen, by gain, and the best single option. Refuses (a {@link DomainError})
 * more options than there are, and a budget that buys none.
 */
export function suggest(
  demands: Demands,
  options: Options,
  limit: SuggestionLimit,
  restrictions: Restrictions = UNRESTRICTED,
): Suggestion {
  return choose(openMarket(demands, options, restrictions), limit);
}

/** The same from a market that is open already. */
export function choose(market: Market, limit: SuggestionLimit): Suggestion {
  refuseImpossible(market, limit);
  const runs = candidates(market, limit);
  const best = runs.reduce((one, other) => (isBetter(other.run, one.run) ? other : one));
  const { picks, remaining } = best.run;
  const totalGain = picks.at(-1)?.totalGain ?? 0;
  const atMost = bestAtMost(market, limit, best.run);
  return {
    picks,
    totalGain,
    totalCostFen: picks.at(-1)?.totalCostFen ?? 0,
    reachable: market.reachable,
    strategy: best.strategy,
    bound: {
      ...ratioOf(market, limit),
      bestAtMost: atMost,
      provenShare: atMost === 0 ? 1 : Math.min(1, totalGain / atMost),
    },
    unmetRequired: remaining.unmet(),
    looks: market.allowed.length + runs.reduce((sum, { run }) => sum + run.remaining.measured, 0),
  };
}

interface Candidate {
  readonly strategy: Suggestion['strategy'];
  readonly run: Run;
}

function candidates(market: Market, limit: SuggestionLimit): Candidate[] {
  const byGain: Candidate = { strategy: 'by-gain', run: greedy(market, limit, 'by-gain') };
  if (limit.kind === 'count') return [byGain];
  const byGainPerFen: Candidate = {
    strategy: 'by-gain-per-fen',
    run: greedy(market, limit, 'by-gain-per-fen'),
  };
  return [byGainPerFen, byGain, { strategy: 'best-single', run: bestSingle(market, limit.budgetFen) }];
}

function bestSingle(market: Market, budgetFen: number): Run {
  const { allowed, costFen, gains } = market;
  let best = -1;
  for (const option of allowed) {
    if (costFen[option]! > budgetFen) continue;
    if (best === -1 || isMore(gains, option, best)) best = option;
  }
  const remaining = new Remaining(market);
  const gain = best === -1 ? 0 : gains.all[best]!;
  if (gain === 0) return { picks: [], remaining };
  remaining.take(best);
  const [requiredGain, cost] = [gains.required[best]!, costFen[best]!];
  const pick = { option: best, gain, requiredGain, costFen: cost, totalGain: gain, totalCostFen: cost };
  return { picks: [pick], remaining };
}

function isMore({ all, required }: Market['gains'], a: number, b: number): boolean {
  return required[a] === required[b] ? all[a]! > all[b]! : required[a]! > required[b]!;
}

/** What sees more of what is required; between equals more at all, for less. */
function isBetter(a: Run, b: Run): boolean {
  const [requiredA, requiredB] = [requiredGain(a), requiredGain(b)];
  if (requiredA !== requiredB) return requiredA > requiredB;
  const [lastA, lastB] = [a.picks.at(-1), b.picks.at(-1)];
  const [gainA, gainB] = [lastA?.totalGain ?? 0, lastB?.totalGain ?? 0];
  return gainA === gainB ? (lastA?.totalCostFen ?? 0) < (lastB?.totalCostFen ?? 0) : gainA > gainB;
}

function requiredGain({ picks }: Run): number {
  return picks.reduce((sum, pick) => sum + pick.requiredGain, 0);
}
