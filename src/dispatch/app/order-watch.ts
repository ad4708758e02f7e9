import { Inject, Injectable } from '@nestjs/common';
import type { OrderState } from '../domain/order.js';
import { OrderStore } from '../store/order.store.js';
import { InHand } from './in-hand.js';
import { OrderNeeds } from './order-needs.js';
import { OrderPen } from './order-pen.js';
import { OrderRule } from './order-rule.js';

const IN_HAND: ReadonlySet<OrderState> = new Set(['accepted', 'on-site', 'mended']);

/** Holds every unfinished order against what probing knows: closes what is confirmed, and reminds of what is late. */
@Injectable()
export class OrderWatch {
  constructor(
    @Inject(OrderStore) private readonly store: OrderStore,
    @Inject(OrderRule) private readonly rule: OrderRule,
    @Inject(OrderPen) private readonly pen: OrderPen,
    @Inject(OrderNeeds) private readonly needs: OrderNeeds,
    @Inject(InHand) private readonly inHand: InHand,
  ) {}

  async round(): Promise<void> {
    const unfinished = await this.store.unfinished();
    await this.rule.apply(unfinished);
    const needOf = this.needs.among(unfinished);
    // What was read a moment ago may have changed since: it is weighed again before anything is written.
    for (const order of unfinished) if (needOf(order) !== null) await this.pen.do(order.id, needOf);
    const inHand = unfinished.filter(({ state }) => IN_HAND.has(state));
    this.inHand.are(inHand.flatMap(({ cameraIds }) => cameraIds));
  }
}
