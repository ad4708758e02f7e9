import { HOUR_MS, MINUTE_MS } from '../../kernel/instant.js';
import { Ages } from './ages.js';

const START = 100 * HOUR_MS;

describe('Ages', () => {
  let now: number;
  let monotonicMs: number;
  let ages: Ages;

  beforeEach(() => {
    now = START;
    monotonicMs = 7;
    ages = new Ages({ now: () => now, monotonicMs: () => monotonicMs });
    ages.keep([
      ['new', START],
      ['old', START - HOUR_MS],
    ]);
  });

  function pass(ms: number, leapMs = 0): void {
    now += ms + leapMs;
    monotonicMs += ms;
  }

  it.each([
    ['goes on', 0],
    ['is set ahead', HOUR_MS],
    ['is set back', -HOUR_MS],
  ])('are those of before and what went by, where the clock %s', (_how, leapMs) => {
    pass(MINUTE_MS, leapMs);
    ages.keep([
      ['new', START],
      ['old', START - HOUR_MS],
    ]);
    expect([ages.ofMs('new'), ages.ofMs('old')]).toEqual([MINUTE_MS, HOUR_MS + MINUTE_MS]);
  });

  it('are none of what is met before it is said to begin', () => {
    ages.keep([['ahead', START + HOUR_MS]]);
    pass(MINUTE_MS);
    expect(ages.ofMs('ahead')).toBe(MINUTE_MS);
  });

  it('are forgotten of what is not there, and begin anew', () => {
    ages.keep([]);
    expect(ages.ofMs('old')).toBe(0);
    pass(MINUTE_MS);
    ages.keep([['old', now]]);
    expect(ages.ofMs('old')).toBe(0);
  });
});
