import { Inject, Injectable } from '@nestjs/common';
import { Notices } from '../../notify/index.js';
import { Uptime } from '../../uptime/index.js';
import type { Draft } from '../domain/draft.js';
import { orderNotice, type OrderPlace } from '../domain/order-notices.js';
import type { OrderStep } from '../domain/step.js';
import { OrderStore } from '../store/order.store.js';
import { adviceOfDown } from './advice-of-down.js';

/** Tells of steps that wait for it: a step and its waiting are one transaction, so a crash loses none. */
@Injectable()
export class OrderTeller {
  constructor(
    @Inject(OrderStore) private readonly store: OrderStore,
    @Inject(Notices) private readonly notices: Notices,
    @Inject(Uptime) private readonly uptime: Uptime,
  ) {}

  async round(): Promise<void> {
    const steps = await this.store.untold();
    if (steps.length === 0) return;
    const drafts: Draft[] = [];
    for (const step of steps) drafts.push(...(await this.draftsOf(step)));
    if (drafts.length > 0) await this.notices.post(drafts);
    await this.store.areTold(steps.map(({ id }) => id));
  }

  private async draftsOf(step: OrderStep): Promise<readonly Draft[]> {
    const order = await this.store.find(step.orderId);
    const notice = order === null ? null : orderNotice(order, step, this.placeOf(order.cameraIds));
    return notice === null ? [] : [notice];
  }

  private placeOf(cameraIds: readonly string[]): OrderPlace {
    const cameras = cameraIds.flatMap((id) => this.uptime.standingOf(id) ?? []);
    const villageIds = new Set(cameras.map(({ villageId }) => villageId));
    const villageId = villageIds.size === 1 ? [...villageIds][0]! : null;
    const known = adviceOfDown(this.uptime);
    const advice = cameraIds.flatMap((id) => known.get(id) ?? []);
    return {
      villageId,
      cameraNames: cameras.map(({ name }) => name),
      advice: [...new Map(advice.map((words) => [words.en, words])).values()],
    };
  }
}
