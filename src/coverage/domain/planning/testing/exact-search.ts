import type { Demands, Options } from '../options.js';
import type { SuggestionLimit } from '../greedy.js';

/** The most that any choice within the limits gains, by trying every one of them. For a dozen options. */
export function mostOf(demands: Demands, options: Options, limit: SuggestionLimit, minDistanceM = 0): number {
  const into = new Int32Array(options.mostSeen);
  const seen = Array.from({ length: options.count }, (_, option) => [
    ...into.subarray(0, options.sees(option, into)),
  ]);
  const doFit = (a: number, b: number): boolean =>
    (options.site(a) === -1 || options.site(a) !== options.site(b)) &&
    options.distanceM(a, b) >= minDistanceM;
  const isWithin = (chosen: readonly number[]): boolean =>
    limit.kind === 'count'
      ? chosen.length <= limit.count
      : chosen.reduce((sum, option) => sum + options.costFen(option), 0) <= limit.budgetFen;
  const search = (from: number, chosen: readonly number[]): number => {
    let most = gainOf(
      demands,
      chosen.map((option) => seen[option]!),
    );
    for (let option = from; option < options.count; option += 1) {
      const more = [...chosen, option];
      if (!isWithin(more) || chosen.some((other) => !doFit(other, option))) continue;
      most = Math.max(most, search(option + 1, more));
    }
    return most;
  };
  return search(0, []);
}

export function gainOf({ weight, need }: Demands, seen: readonly (readonly number[])[]): number {
  const count = new Map<number, number>();
  for (const demand of seen.flat()) count.set(demand, (count.get(demand) ?? 0) + 1);
  let gain = 0;
  for (const [demand, times] of count) gain += weight[demand]! * Math.min(times, need[demand]!);
  return gain;
}
