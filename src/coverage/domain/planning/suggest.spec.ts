import { DomainError } from '../../../kernel/domain-error.js';
import type { Restrictions } from './market.js';
import type { SuggestionLimit } from './greedy.js';
import { suggest } from './suggest.js';
import type { Options } from './options.js';
import { gainOf, mostOf } from './testing/exact-search.js';
import { type Case, laidOut, randomCase } from './testing/random-case.js';

const count = (of: number): SuggestionLimit => ({ kind: 'count', count: of });
const budget = (budgetFen: number): SuggestionLimit => ({ kind: 'budget', budgetFen });
const FREE: Restrictions = { isForbidden: () => false, minDistanceM: 0 };
const RUNS = Array.from({ length: 300 }, (_, seed) => seed);

/** What two cameras next to each other see of a street of eight squares. */
const STREET: Case = {
  weight: [1, 1, 1, 1, 1, 1, 1, 1],
  need: [1, 1, 1, 1, 1, 1, 1, 1],
  options: [
    { sees: [2, 3, 4, 5], costFen: 400 },
    { sees: [0, 1, 2, 3], costFen: 400 },
    { sees: [4, 5, 6, 7], costFen: 400 },
    { sees: [0], costFen: 50 },
  ],
};

function ask(given: Case, limit: SuggestionLimit, restrictions = FREE) {
  const { demands, options } = laidOut(given);
  return suggest(demands, options, limit, restrictions);
}

function refusalOf(act: () => unknown): DomainError {
  try {
    act();
  } catch (cause) {
    return cause as DomainError;
  }
  throw new Error('nothing was refused');
}

describe('suggest', () => {
  it('tells what each camera adds, and what all cost together', () => {
    const { picks, totalGain, totalCostFen, reachable } = ask(STREET, count(3));
    expect(picks.map(({ option, gain, totalGain: sum }) => [option, gain, sum])).toEqual([
      [0, 4, 4],
      [1, 2, 6],
      [2, 2, 8],
    ]);
    expect([totalGain, totalCostFen, reachable]).toEqual([8, 1200, 8]);
  });

  it('stops where nothing more is gained', () => {
    expect(ask(STREET, count(4)).picks).toHaveLength(3);
  });

  it('takes the first of equals', () => {
    const same = { weight: [1], need: [1], options: [{ sees: [] }, { sees: [0] }, { sees: [0] }] };
    expect(ask(same, count(1)).picks.map(({ option }) => option)).toEqual([1]);
  });

  it('sees a place twice where it must be seen by two', () => {
    const twice = { weight: [5, 1], need: [2, 1], options: [{ sees: [0] }, { sees: [0] }, { sees: [1] }] };
    expect(ask(twice, count(3)).picks.map(({ option, gain }) => [option, gain])).toEqual([
      [0, 5],
      [1, 5],
      [2, 1],
    ]);
  });

  it('buys nothing else before what is required, and tells what of it stays unseen', () => {
    const given = {
      weight: [1, 9, 1, 1],
      need: [1, 1, 1, 1],
      isRequired: [true, false, false, true],
      options: [{ sees: [1] }, { sees: [0] }, { sees: [0, 2] }],
    };
    const { picks, unmetRequired, bound } = ask(given, count(2));
    expect(picks.map(({ option }) => option)).toEqual([2, 0]);
    expect(unmetRequired).toEqual([3]);
    expect(bound.ratio).toBeNull();
  });

  it('never suggests a site that the law forbids', () => {
    const restrictions = { isForbidden: (option: number) => option === 0, minDistanceM: 0 };
    expect(ask(STREET, count(2), restrictions).picks.map(({ option }) => option)).toEqual([1, 2]);
  });

  it('hangs one camera at a site', () => {
    const options = [
      { sees: [0, 1], site: 7 },
      { sees: [2, 3], site: 7 },
      { sees: [4], site: 8 },
    ];
    expect(ask({ ...STREET, options }, count(2)).picks.map(({ option }) => option)).toEqual([0, 2]);
  });

  it('keeps the distance that was asked for', () => {
    const options = [
      { sees: [0, 1, 2], atM: 0 },
      { sees: [3, 4], atM: 29 },
      { sees: [5], atM: 30 },
    ];
    const picks = ask({ ...STREET, options }, count(2), { ...FREE, minDistanceM: 30 }).picks;
    expect(picks.map(({ option }) => option)).toEqual([0, 2]);
  });

  it('buys the one dear camera where the cheap one that pays best leaves no money for it', () => {
    const options = [
      { sees: [0], costFen: 1 },
      { sees: [1, 2, 3, 4, 5], costFen: 10 },
    ];
    const { picks, strategy } = ask({ ...STREET, options }, budget(10));
    expect(picks.map(({ option }) => option)).toEqual([1]);
    expect(strategy).toBe('by-gain');
  });

  it.each([
    [
      'more cameras than candidates',
      count(5),
      'more-cameras-than-candidates',
      'count: asks for 5 cameras, but there are 4 candidates; give more, or ask for fewer.',
    ],
    [
      'a budget below the cheapest camera',
      budget(49),
      'budget-below-cheapest',
      'budgetFen: buys no camera: the cheapest costs 50 fen (0.50 yuan), the budget is 49 fen.',
    ],
  ])('refuses %s', (_, limit, code, message) => {
    const refusal = refusalOf(() => ask(STREET, limit));
    expect(refusal).toBeInstanceOf(DomainError);
    expect([refusal.kind, refusal.code]).toEqual(['unprocessable', code]);
    expect(refusal.message).toBe(message);
  });

  it('counts one candidate a site, for they exclude each other', () => {
    const options = [
      { sees: [0], site: 1 },
      { sees: [1], site: 1 },
      { sees: [2], site: -1 },
    ];
    const refusal = refusalOf(() => ask({ ...STREET, options }, count(3)));
    expect(refusal.message).toBe(
      'count: asks for 3 cameras, but there are 2 candidates; give more, or ask for fewer.',
    );
  });

  it('says so where there is no site at all', () => {
    expect(refusalOf(() => ask({ ...STREET, options: [] }, count(1))).code).toBe('no-candidates');
  });
});

describe('suggest against every possible choice', () => {
  const kinds = [
    ['k cameras', {}, count(3), 0, 1 - 1 / Math.E],
    ['k cameras, one a site', { sites: true }, count(3), 0, 1 / 2],
    ['k cameras with a distance', { spread: true }, count(3), 30, 1 / 6],
    ['a budget', {}, budget(12), 0, (1 - 1 / Math.E) / 2],
    ['a budget, one a site', { sites: true }, budget(12), 0, null],
    ['a budget with a distance', { spread: true }, budget(12), 30, null],
  ] as const;

  it.each(kinds)('%s: holds what it promises', (_, traits, limit, minDistanceM, ratio) => {
    const shares: number[] = [];
    for (const seed of RUNS) {
      const given = randomCase(seed, traits);
      const { demands, options } = laidOut(given);
      if (
        limit.kind === 'count' &&
        new Set(given.options.map(({ site }) => site)).size < 3 &&
        'sites' in traits
      )
        continue;
      const { totalGain, bound, picks, totalCostFen } = suggest(demands, options, limit, {
        ...FREE,
        minDistanceM,
      });
      const most = mostOf(demands, options, limit, minDistanceM);
      const chosen = picks.map(({ option }) => given.options[option]!);
      expect(
        gainOf(
          demands,
          chosen.map(({ sees }) => sees),
        ),
      ).toBe(totalGain);
      expect(totalCostFen).toBe(chosen.reduce((sum, { costFen }) => sum + (costFen ?? 0), 0));
      expect(bound.ratio).toBe(ratio);
      expect(totalGain).toBeLessThanOrEqual(most);
      expect(totalGain).toBeGreaterThanOrEqual((ratio ?? 0) * most);
      expect(most).toBeLessThanOrEqual(bound.bestAtMost + 1e-9);
      expect(totalGain).toBeGreaterThanOrEqual(bound.provenShare * most - 1e-9);
      shares.push(most === 0 ? 1 : totalGain / most);
    }
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(mean).toBeGreaterThan(0.95);
  });
});

describe('suggest, step by step', () => {
  it('never gains more by a later camera than by an earlier one, and its totals add up', () => {
    for (const seed of RUNS) {
      const given = randomCase(seed);
      const { picks } = ask(given, count(given.options.length));
      let [gain, costFen, before] = [0, 0, Infinity];
      for (const pick of picks) {
        expect(pick.gain).toBeLessThanOrEqual(before);
        before = pick.gain;
        gain += pick.gain;
        costFen += pick.costFen;
        expect([pick.totalGain, pick.totalCostFen]).toEqual([gain, costFen]);
      }
    }
  });

  it('chooses what looking at every option each time would choose', () => {
    for (const seed of RUNS) {
      const given = randomCase(seed);
      const { demands, options } = laidOut(given);
      const chosen: number[] = [];
      const gainWith = (option: number) =>
        gainOf(
          demands,
          [...chosen, option].map((each) => given.options[each]!.sees),
        );
      for (let k = 0; k < 4; k += 1) {
        const left = given.options.map((__, option) => option).filter((option) => !chosen.includes(option));
        chosen.push(left.reduce((best, option) => (gainWith(option) > gainWith(best) ? option : best)));
      }
      const { picks } = suggest(demands, options, count(4));
      expect(picks.map(({ option }) => option)).toEqual(chosen.slice(0, picks.length));
    }
  });
});

describe('suggest from many', () => {
  /** A town of 200 × 200 squares and cameras that see nine of them, each square worth something else. */
  const side = 200;
  const options: Options = {
    count: side * side,
    costFen: () => 100,
    site: () => -1,
    distanceM: () => 0,
    sees: (option, into) => {
      let seen = 0;
      for (const north of [-side, 0, side])
        for (const east of [-1, 0, 1]) into[seen++] = (option + north + east + side * side) % (side * side);
      return seen;
    },
    mostSeen: 9,
  };
  const demands = {
    weight: Float64Array.from({ length: side * side }, (_, square) => 1 + ((square * 7919) % 100)),
    need: new Uint8Array(side * side).fill(1),
    isRequired: new Uint8Array(side * side),
  };

  it('looks again at few of them for each one that it chooses', () => {
    const { picks, looks } = suggest(demands, options, count(50));
    expect(picks).toHaveLength(50);
    expect(looks - options.count).toBeLessThan(50 * 40);
  });
});
