import type { Options } from './options.js';

/** Two kinds of options as one, those of `second` numbered after those of `first`: a plan that mends and buys. */
export function joined(first: Options, second: Options): Options {
  const of = <T>(option: number, ask: (options: Options, own: number) => T): T =>
    option < first.count ? ask(first, option) : ask(second, option - first.count);
  return {
    count: first.count + second.count,
    costFen: (option) => of(option, (options, own) => options.costFen(own)),
    site: (option) => of(option, (options, own) => options.site(own)),
    // Nothing keeps a distance from what hangs already and is mended.
    distanceM: (a, b) =>
      a < first.count || b < first.count ? Infinity : second.distanceM(a - first.count, b - first.count),
    sees: (option, into) => of(option, (options, own) => options.sees(own, into)),
    mostSeen: Math.max(first.mostSeen, second.mostSeen),
  };
}
