import { Pace } from './pace.js';

const LIMITS = { most: 1_024, longestMs: 1_000 };

describe('the pace of looks', () => {
  let nowMs: number;
  let pace: Pace;

  beforeEach(() => {
    nowMs = 0;
    pace = new Pace(LIMITS);
  });

  /** A second of looks, spread over it. */
  function second(delaysMs: readonly number[], isShort = true): number {
    for (const [index, delayMs] of delaysMs.entries())
      pace.saw({ delayMs, isShort, nowMs: nowMs + (999 * index) / delaysMs.length });
    nowMs += 1_000;
    pace.saw({ delayMs: delaysMs[0]!, isShort, nowMs });
    return pace.places;
  }

  const all = (delayMs: number, count = 40): number[] => Array.from({ length: count }, () => delayMs);

  it.each([
    ['halves when the answers take longer than they may', 1_200, 32],
    ['stays where they take a while', 700, 64],
    ['grows by a quarter while they come at once', 300, 80],
  ])('%s', (_name, delayMs, expected) => {
    second(all(1, 1));
    expect(second(all(delayMs))).toBe(expected);
  });

  it('learns nothing of devices that are slow or dead themselves, as long as most are not', () => {
    second(all(1, 1));
    expect(second([...all(20, 30), ...all(5_000, 25)])).toBe(80);
  });

  it('grows only where places are short', () => {
    second(all(1, 1), false);
    expect(second(all(20), false)).toBe(64);
  });

  it('goes neither below what the slowest network bears nor above what is allowed', () => {
    for (let seconds = 0; seconds < 20; seconds += 1) second(all(5_000));
    expect(pace.places).toBe(16);
    for (let seconds = 0; seconds < 40; seconds += 1) second(all(20));
    expect(pace.places).toBe(1_024);
    expect(new Pace({ ...LIMITS, most: 3 }).places).toBe(3);
  });

  it('keeps to a number below what the slowest network bears where that is all that is allowed', () => {
    pace = new Pace({ ...LIMITS, most: 3 });
    second(all(5_000));
    expect(second(all(5_000))).toBe(3);
  });

  it('decides once a second, however many looks there are', () => {
    second(all(1, 1));
    expect(second(all(5_000, 1_000))).toBe(32);
  });

  it('decides nothing by a few', () => {
    second(all(1, 1));
    expect(second(all(5_000, 10))).toBe(64);
  });
});
