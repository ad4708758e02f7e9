import { GainHeap } from './gain-heap.js';
import type { Limit, Run } from './greedy.js';
import type { Market } from './market.js';

/** How far the chosen can be from the best that there is. */
export interface Bound {
  /**
   * The share of the best possible gain that is certain before anything is computed; null where none is known for these
   * restrictions together.
   */
  readonly ratio: number | null;
  /** Why, in words. */
  readonly because: string;
  /** No choice within the same limits gains more than this. */
  readonly bestAtMost: number;
  /** gain ÷ bestAtMost: this much of the best possible is certain now; 1 where nothing can be gained. */
  readonly provenShare: number;
}

/** The bounds that are known before: Nemhauser, Wolsey, Fisher 1978 (count), Khuller, Moss, Naor 1999 (budget). */
export function ratioOf({ demands, options, minDistanceM, allowed }: Market, limit: Limit) {
  if (demands.isRequired.includes(1)) return unknownRatio('required places come first');
  const isOnePerSite = allowed.some((option) => options.site(option) !== -1);
  if (limit.kind === 'budget') {
    if (isOnePerSite || minDistanceM > 0) return unknownRatio('a budget and restrictions on sites together');
    const because = 'the better of greedy and the best single choice, under a budget: ½ · (1 − 1/e)';
    return { ratio: (1 - 1 / Math.E) / 2, because };
  }
  // No more than five places, each so far from the others, are nearer than that to one place: 1 / (5 + 1).
  if (minDistanceM > 0) return { ratio: 1 / 6, because: 'greedy with a minimum distance: 1 / 6' };
  if (isOnePerSite) return { ratio: 1 / 2, because: 'greedy with one camera a site: ½' };
  return { ratio: 1 - 1 / Math.E, because: 'greedy maximum coverage: 1 − 1/e' };
}

function unknownRatio(what: string) {
  return { ratio: null, because: `${what}: only the bound that was computed afterwards is known` };
}

/**
 * Whatever was chosen, the best choice adds to it no more than its own options would add alone, and those are at most the
 * best that fit the limit: the `count` largest gains, or the budget filled by gain per fen, the last one in part. It holds
 * beside nothing, too, so the lesser of both is taken.
 */
export function bestAtMost(market: Market, limit: Limit, run: Run): number {
  if (limit.kind === 'gain') return market.reachable;
  const most = (of: Left) =>
    limit.kind === 'count' ? largest(market, limit.count, of) : filling(market, limit.budgetFen, of);
  const { gains } = run.remaining;
  const chosen = new Set(run.picks.map(({ option }) => option));
  const fromStart = most({ gains: market.gains.all, options: market.allowed, measure: () => {} });
  const afterwards = most({
    gains: gains.all,
    options: market.allowed.filter((option) => !chosen.has(option)),
    measure: (option) => run.remaining.measure(option),
  });
  return Math.min(market.reachable, fromStart, (run.picks.at(-1)?.totalGain ?? 0) + afterwards);
}

/** Options whose gains are known, or known to be no more than `gains` says until they are measured. */
interface Left {
  readonly gains: Float64Array;
  readonly options: Int32Array;
  readonly measure: (option: number) => void;
}

/** The largest gains that are left, one a site: the best choice has no more than one there either. */
function largest({ options }: Market, count: number, left: Left): number {
  const sites = new Set<number>();
  let taken = 0;
  let sum = 0;
  for (const option of best(left, left.gains)) {
    const site = options.site(option);
    if (site !== -1 && sites.has(site)) continue;
    sites.add(site);
    sum += left.gains[option]!;
    taken += 1;
    if (taken === count) break;
  }
  return sum;
}

function filling({ costFen }: Market, budgetFen: number, left: Left): number {
  const perFen = left.gains.map((gain, option) => (gain === 0 ? 0 : gain / costFen[option]!));
  let leftFen = budgetFen;
  let sum = 0;
  for (const option of best(left, perFen)) {
    if (costFen[option]! > budgetFen) continue;
    const part = costFen[option]! <= leftFen ? 1 : leftFen / costFen[option]!;
    sum += part * left.gains[option]!;
    leftFen -= part * costFen[option]!;
    if (part < 1) break;
  }
  return sum;
}

/** What still gains, the best by `rank` first, each measured anew before it is its turn. */
function* best({ gains, options, measure }: Left, rank: Float64Array): Generator<number> {
  const heap = new GainHeap(rank, rank, options);
  const isFresh = new Uint8Array(rank.length);
  for (let option = heap.top(); option !== -1 && rank[option]! > 0; option = heap.top()) {
    if (isFresh[option] === 1) {
      heap.drop();
      yield option;
      continue;
    }
    const before = gains[option]!;
    measure(option);
    // Where the gains themselves rank, they have changed already.
    if (rank !== gains) rank[option] = gains[option] === 0 ? 0 : rank[option]! * (gains[option]! / before);
    isFresh[option] = 1;
    heap.settle();
  }
}
