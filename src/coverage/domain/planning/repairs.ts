import type { BuyingCurve } from './buying-curve.js';
import { greedy, type Pick } from './greedy.js';
import { type Market, openMarket, UNRESTRICTED } from './market.js';
import type { Demands, Options } from './options.js';
import { type PlacePoints, SeenPlaces } from './place-points.js';
import { weightOf } from './weak-points.js';

type Step = Omit<Pick, 'requiredGain'>;

/** One camera that doesn't see now, mended after those before it. */
export interface Repair {
  readonly camera: number;
  /** Demand that its repair makes seen beside the repairs before it, by weight. */
  readonly gain: number;
  /** The same, were it the only repair. */
  readonly gainAlone: number;
  readonly totalGain: number;
  readonly costFen: number;
  readonly totalCostFen: number;
  /** Places that are no gap any more with this repair and those before it, and with this one alone. */
  readonly closes: readonly number[];
  readonly closesAlone: readonly number[];
  /** The sum of the weights of `closes`. */
  readonly closedWeight: number;
  /** The least that is known to buy as much as this repair alone, and as all so far, gain; null where nothing does. */
  readonly sameToBuyFen: number | null;
  readonly allToBuyFen: number | null;
}

/**
 * The cameras whose repair makes something seen again, what gains most first, each beside those before it: of two that
 * close the same gap the second one gains nothing more and comes last, with what it would gain alone.
 */
export function rankRepairs(
  demands: Demands,
  broken: Options,
  places: PlacePoints,
  curveUpTo: (gain: number) => BuyingCurve,
): readonly Repair[] {
  const market = openMarket(demands, broken, UNRESTRICTED);
  const alone = market.gains.all;
  const { picks } = greedy(market, { kind: 'count', count: broken.count }, 'by-gain');
  const curve = curveUpTo(picks.at(-1)?.totalGain ?? 0);
  const closing = new Closing(broken, places);
  const spare = spareRepairs(market, picks);
  return [...picks, ...spare].map(({ option, gain, costFen, totalGain, totalCostFen }) => {
    const closesAlone = closing.alone(option);
    const closes = closing.next(option);
    return {
      camera: option,
      gain,
      gainAlone: alone[option]!,
      totalGain,
      costFen,
      totalCostFen,
      closes,
      closesAlone,
      closedWeight: weightOf(places, closes),
      sameToBuyFen: curve.costFen(alone[option]!),
      allToBuyFen: curve.costFen(totalGain),
    };
  });
}

/** Those that gain something alone and nothing beside the others. */
function spareRepairs({ allowed, costFen, gains }: Market, picks: readonly Pick[]): readonly Step[] {
  const taken = new Set(picks.map(({ option }) => option));
  const { totalGain = 0, totalCostFen = 0 } = picks.at(-1) ?? {};
  return [...allowed]
    .filter((option) => !taken.has(option) && gains.all[option]! > 0)
    .toSorted((a, b) => gains.all[b]! - gains.all[a]!)
    .map((option) => ({ option, gain: 0, costFen: costFen[option]!, totalGain, totalCostFen }));
}

class Closing {
  private readonly into: Int32Array;
  private readonly soFar: SeenPlaces;
  private readonly now: SeenPlaces;

  constructor(
    private readonly broken: Options,
    places: PlacePoints,
  ) {
    this.into = new Int32Array(broken.mostSeen);
    this.soFar = new SeenPlaces(places);
    this.now = new SeenPlaces(places);
  }

  next(camera: number): readonly number[] {
    return this.soFar.add(this.seen(camera));
  }

  alone(camera: number): readonly number[] {
    const seen = this.seen(camera);
    const closes = this.now.add(seen);
    this.now.take(seen);
    return closes;
  }

  private seen(camera: number): Int32Array {
    return this.into.subarray(0, this.broken.sees(camera, this.into));
  }
}
