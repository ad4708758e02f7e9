import { MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import { PlannerClock } from './planner-clock.js';

describe('the clock of a prober', () => {
  it('agrees with whoever plans, also after a restart that nobody hears of', () => {
    const planner = Date.now() - 5 * MINUTE_MS;
    const clock = new PlannerClock();
    clock.agree({ postedAt: planner, staysMs: MINUTE_MS });
    expect(Math.abs(clock.now() - planner)).toBeLessThan(SECOND_MS);

    const again = new PlannerClock();
    again.resume(clock.aheadMs);
    expect(Math.abs(again.now() - planner)).toBeLessThan(SECOND_MS);
  });
});
