import type { Demands, Options } from '../options.js';

export interface Case {
  readonly weight: readonly number[];
  readonly need: readonly number[];
  readonly isRequired?: readonly boolean[];
  readonly options: readonly {
    readonly sees: readonly number[];
    readonly costFen?: number;
    readonly site?: number;
    readonly atM?: number;
  }[];
}

/** A case as it is written in a table, as the arrays that planning takes; `calls` counts the looks. */
export function laidOut({ weight, need, isRequired, options }: Case) {
  const calls = { sees: 0 };
  const demands: Demands = {
    weight: Float64Array.from(weight),
    need: Uint8Array.from(need),
    isRequired: Uint8Array.from(weight, (_, demand) => (isRequired?.[demand] === true ? 1 : 0)),
  };
  const laid: Options = {
    count: options.length,
    costFen: (option) => options[option]!.costFen ?? 1,
    site: (option) => options[option]!.site ?? -1,
    distanceM: (a, b) => Math.abs((options[a]!.atM ?? 0) - (options[b]!.atM ?? 0)),
    sees: (option, into) => {
      calls.sees += 1;
      into.set(options[option]!.sees);
      return options[option]!.sees.length;
    },
    mostSeen: Math.max(0, ...options.map(({ sees }) => sees.length)),
  };
  return { demands, options: laid, calls };
}

/** The same numbers from the same seed on every machine (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** Overlapping options, so that what looks best first is not always part of the best. */
export function randomCase(seed: number, traits: { sites?: boolean; spread?: boolean } = {}): Case {
  const random = randomFrom(seed);
  const demands = 4 + random(12);
  return {
    weight: Array.from({ length: demands }, () => 1 + random(9)),
    need: Array.from({ length: demands }, () => (random(5) === 0 ? 2 : 1)),
    options: Array.from({ length: 5 + random(6) }, () => ({
      sees: Array.from({ length: demands }, (_, demand) => demand).filter(() => random(3) === 0),
      costFen: 1 + random(9),
      ...(traits.sites === true ? { site: random(4) } : {}),
      ...(traits.spread === true ? { atM: random(100) } : {}),
    })),
  };
}
