import { GainHeap } from './gain-heap.js';
import type { Market } from './market.js';
import { Remaining } from './remaining.js';

/** When to stop: with so many options, with so much spent, or as soon as so much is gained. */
export type Limit =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'budget'; readonly budgetFen: number }
  | { readonly kind: 'gain'; readonly gain: number };

export type SuggestionLimit = Exclude<Limit, { readonly kind: 'gain' }>;

/** By what the next option is the best: by what it gains, or by what it gains for each fen. */
export type Order = 'by-gain' | 'by-gain-per-fen';

/** One chosen option, with what it adds to those before it. */
export interface Pick {
  readonly option: number;
  readonly gain: number;
  readonly requiredGain: number;
  readonly costFen: number;
  /** Of this and all before. */
  readonly totalGain: number;
  readonly totalCostFen: number;
}

export interface Run {
  readonly picks: readonly Pick[];
  readonly remaining: Remaining;
}

/**
 * Takes the best option again and again, what is required first. Lazily (Minoux 1978): what an option gains never grows,
 * so one whose old gain is below another's new one needs no look. The order is that of looking at all of them each time,
 * the first of equals included.
 */
export function greedy(market: Market, limit: Limit, order: Order): Run {
  const remaining = new Remaining(market);
  const run = { market, limit, remaining, picks: [] as Pick[], sites: new Set<number>() };
  if (market.demands.isRequired.includes(1)) takeWhileGaining(run, order, 'required');
  takeWhileGaining(run, order, 'all');
  return run;
}

interface Progress extends Run {
  readonly market: Market;
  readonly limit: Limit;
  readonly picks: Pick[];
  /** Where something hangs already. */
  readonly sites: Set<number>;
}

function takeWhileGaining(run: Progress, order: Order, what: 'required' | 'all'): void {
  const { market, remaining, picks } = run;
  const rank = ranks(market, remaining, order, what);
  const heap = new GainHeap(rank.first, rank.second, market.allowed);
  const measuredAt = new Int32Array(market.options.count).fill(picks.length === 0 ? 0 : -1);
  while (!isOver(run)) {
    const option = heap.top();
    if (option === -1 || rank.first[option] === 0) return;
    if (!fits(run, option)) {
      heap.drop();
    } else if (measuredAt[option] === picks.length) {
      take(run, option);
      heap.drop();
    } else {
      remaining.measure(option);
      measuredAt[option] = picks.length;
      rank.update(option);
      heap.settle();
    }
  }
}

function ranks({ costFen, allowed }: Market, { gains }: Remaining, order: Order, what: 'required' | 'all') {
  const first = new Float64Array(costFen.length);
  const second = new Float64Array(costFen.length);
  const per = (gain: number, option: number) => (gain === 0 ? 0 : gain / costFen[option]!);
  const value = order === 'by-gain' ? (gain: number) => gain : per;
  const update = (option: number): void => {
    first[option] = value(gains[what][option]!, option);
    second[option] = value(gains.all[option]!, option);
  };
  for (const option of allowed) update(option);
  return { first, second, update };
}

function isOver({ limit, picks }: Progress): boolean {
  if (limit.kind === 'count') return picks.length >= limit.count;
  return limit.kind === 'gain' && (picks.at(-1)?.totalGain ?? 0) >= limit.gain;
}

/** What doesn't fit now fits never: money only goes, and what hangs stays. */
function fits({ market, limit, picks, sites }: Progress, option: number): boolean {
  const { options, costFen, minDistanceM } = market;
  const spentFen = picks.at(-1)?.totalCostFen ?? 0;
  if (limit.kind === 'budget' && spentFen + costFen[option]! > limit.budgetFen) return false;
  if (sites.has(options.site(option))) return false;
  return minDistanceM === 0 || picks.every((pick) => options.distanceM(pick.option, option) >= minDistanceM);
}

function take({ market, remaining, picks, sites }: Progress, option: number): void {
  const before = picks.at(-1);
  const gain = remaining.gains.all[option]!;
  const costFen = market.costFen[option]!;
  remaining.take(option);
  const site = market.options.site(option);
  if (site !== -1) sites.add(site);
  picks.push({
    option,
    gain,
    requiredGain: remaining.gains.required[option]!,
    costFen,
    totalGain: (before?.totalGain ?? 0) + gain,
    totalCostFen: (before?.totalCostFen ?? 0) + costFen,
  });
}
