import type { DataSource } from 'typeorm';
import { CurrentActor } from '../../src/access/index.js';
import { DispatchRounds } from '../../src/dispatch/app/dispatch-rounds.js';
import { Escalation } from '../../src/dispatch/app/escalation.js';
import { InHand } from '../../src/dispatch/app/in-hand.js';
import { OrderNeeds } from '../../src/dispatch/app/order-needs.js';
import { OrderPen } from '../../src/dispatch/app/order-pen.js';
import { OrderRule } from '../../src/dispatch/app/order-rule.js';
import { OrderTeller } from '../../src/dispatch/app/order-teller.js';
import { OrderWatch } from '../../src/dispatch/app/order-watch.js';
import { Sights } from '../../src/dispatch/app/sights.js';
import { Teller } from '../../src/dispatch/app/teller.js';
import { OrderStore } from '../../src/dispatch/store/order.store.js';
import { ThreadStore } from '../../src/dispatch/store/thread.store.js';
import { SECOND_MS } from '../../src/kernel/instant.js';
import { type Notice, Notices } from '../../src/notify/index.js';
import { RandomIds } from '../../src/platform/clock/ids.js';
import type { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { Log } from '../../src/platform/logging/log.js';
import type { Uptime } from '../../src/uptime/index.js';
import type { FakeUptime } from './fake-uptime.js';

/** The door of notify: takes each notice once, as it promises; may be made to fail. */
export class FakeNotices extends Notices {
  readonly taken = new Map<string, Notice>();
  failures = 0;

  async post(notices: readonly Notice[]): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('disk full');
    }
    for (const notice of notices) if (!this.taken.has(notice.id)) this.taken.set(notice.id, notice);
  }

  numbers = async () => ({ waiting: 0, dead: 0 });

  /** Kind and Chinese title of everything that was told, in its order. */
  told(): readonly string[] {
    return [...this.taken.values()].map(({ kind, title }) => `${kind}: ${title.zh}`);
  }
}

/** Dispatch over a real database; time, outages and the delivery of notices are the test's. */
export class DispatchRun {
  readonly orders: OrderStore;
  readonly pen: OrderPen;
  private readonly rounds: DispatchRounds;

  constructor(
    source: DataSource,
    readonly clock: ManualClock,
    fake: FakeUptime,
    notices: FakeNotices,
    settings: Readonly<Record<string, string>> = {},
  ) {
    const config = loadConfig({ SHOUWANG_LOG_LEVEL: 'silent', ...settings });
    const uptime = fake as unknown as Uptime;
    const inHand = new InHand();
    const events = new EventBus(new Log({ level: 'silent' }));
    const teller = new Teller(uptime, notices, new ThreadStore(source), clock, config);
    this.orders = new OrderStore(source);
    this.pen = new OrderPen(this.orders, new CurrentActor(), events, clock, new RandomIds());
    const rule = new OrderRule(uptime, this.orders, this.pen, clock, config);
    const needs = new OrderNeeds(new Sights(uptime, config), clock, config);
    const watch = new OrderWatch(this.orders, rule, this.pen, needs, inHand);
    const orderTeller = new OrderTeller(this.orders, notices, uptime);
    const escalation = new Escalation(teller, uptime, inHand, clock, config);
    this.rounds = new DispatchRounds(teller, watch, orderTeller, escalation);
  }

  start(): Promise<void> {
    return this.rounds.recall();
  }

  /** Time goes on in steps, with a round after each. */
  async pass(ms: number, stepMs = 10 * SECOND_MS): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      this.clock.advance(Math.min(stepMs, left));
      await this.rounds.run(true);
    }
  }

  round(): Promise<void> {
    return this.rounds.run(true);
  }
}
