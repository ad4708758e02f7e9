import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../kernel/instant.js';
import { ManualClock } from '../../platform/clock/manual-clock.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import { PurchaseChanged } from '../events.js';
import { FundingLife } from './funding-life.js';
import type { PurchaseTeller } from './purchase-teller.js';
import type { Reminders } from './reminders.js';

describe('the life of the room', () => {
  let clock: ManualClock;
  let events: EventBus;
  let life: FundingLife;
  let done: string[];
  let failures: number;

  beforeEach(() => {
    clock = new ManualClock();
    const log = new Log({ level: 'silent' });
    events = new EventBus(log);
    [done, failures] = [[], 0];
    const round = (what: string) => ({
      round: async () => {
        done.push(what);
        if ((failures -= 1) >= 0) throw new Error('disk full');
      },
    });
    const [reminders, teller] = [round('remind') as Reminders, round('tell') as PurchaseTeller];
    life = new FundingLife(reminders, teller, events, clock, log);
    life.onApplicationBootstrap();
  });
  afterEach(() => life.beforeApplicationShutdown());

  /** Tick by tick, because each plans the next when it is through. */
  async function pass(ms: number): Promise<string[]> {
    done = [];
    for (let left = ms; left > 0; left -= 5 * SECOND_MS) {
      clock.advance(5 * SECOND_MS);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return done;
  }

  it('reminds and tells at once after a start, then tells every minute and reminds every hour', async () => {
    expect(await pass(5 * SECOND_MS)).toEqual(['remind', 'tell']);
    expect(await pass(MINUTE_MS)).toEqual(['tell']);
    expect((await pass(HOUR_MS)).filter((what) => what === 'remind')).toHaveLength(1);
  });

  it('tells within seconds of what was done', async () => {
    await pass(5 * SECOND_MS);
    events.publish(new PurchaseChanged('p', 'v', 'submitted'));
    expect(await pass(10 * SECOND_MS)).toEqual(['tell']);
  });

  it('tries again what failed', async () => {
    failures = 2;
    expect(await pass(15 * SECOND_MS)).toEqual(['remind', 'remind', 'remind', 'tell']);
  });

  it('does nothing after its end', async () => {
    await life.beforeApplicationShutdown();
    expect(await pass(HOUR_MS)).toEqual([]);
  });
});
