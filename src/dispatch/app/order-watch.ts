import { Inject, Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Deed } from '../domain/act.js';
import { isConfirmed, isMendedButDown, type Sight } from '../domain/confirm.js';
import { remindersDue } from '../domain/due.js';
import type { OrderState, WorkOrder } from '../domain/order.js';
import { OrderStore } from '../store/order.store.js';
import { InHand } from './in-hand.js';
import { OrderPen } from './order-pen.js';
import { OrderRule } from './order-rule.js';
import { reminderPolicyOf } from './policies.js';
import { Sights } from './sights.js';

const IN_HAND: ReadonlySet<OrderState> = new Set(['accepted', 'on-site', 'mended']);

/** Holds every unfinished order against what probing knows: closes what is confirmed, and reminds of what is late. */
@Injectable()
export class OrderWatch {
  constructor(
    @Inject(OrderStore) private readonly store: OrderStore,
    @Inject(OrderRule) private readonly rule: OrderRule,
    @Inject(OrderPen) private readonly pen: OrderPen,
    @Inject(Sights) private readonly sights: Sights,
    @Inject(InHand) private readonly inHand: InHand,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'dispatch'>,
  ) {}

  async round(): Promise<void> {
    const unfinished = await this.store.unfinished();
    await this.rule.apply(unfinished);
    const sightsOf = this.sights.at(this.clock.now());
    for (const order of unfinished) await this.weigh(order, sightsOf);
    const inHand = unfinished.filter(({ state }) => IN_HAND.has(state));
    this.inHand.are(inHand.flatMap(({ cameraIds }) => cameraIds));
  }

  /** What was read a moment ago may have changed since: it is weighed again before anything is written. */
  private async weigh(
    read: WorkOrder,
    sightsOf: (cameraIds: readonly string[]) => readonly Sight[],
  ): Promise<void> {
    const deedFor = (order: WorkOrder): Deed | null => this.deedFor(order, sightsOf(order.cameraIds));
    if (deedFor(read) !== null) await this.pen.do(read.id, deedFor);
  }

  private deedFor(order: WorkOrder, sights: readonly Sight[]): Deed | null {
    const now = this.clock.now();
    const { confirmLiveS, mendedGraceS } = this.config.dispatch;
    if (isConfirmed(order, sights, confirmLiveS * SECOND_MS, now)) return { action: 'close' };
    const isPaper =
      isMendedButDown(order, sights) && now - (order.mendedAt ?? now) >= mendedGraceS * SECOND_MS;
    if (isPaper && !order.isPaperTold) return { action: 'remind-paper' };
    const reminders = remindersDue(order, now, reminderPolicyOf(this.config));
    return reminders === null ? null : { action: 'remind', reminders };
  }
}
