import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type TimelineEntry,
  type TimelineRequest,
  type TimelineSource,
  Timelines,
} from '../../uptime/index.js';
import { said } from '../domain/step.js';
import { OrderFinder } from '../store/order-finder.js';

/** Steps of one instant that may stand before the cursor. */
const TIES = 50;

/** What was done about a camera, as entries of its timeline. */
@Injectable()
export class OrderTimeline implements TimelineSource, OnModuleInit {
  constructor(
    @Inject(Timelines) private readonly timelines: Timelines,
    @Inject(OrderFinder) private readonly finder: OrderFinder,
  ) {}

  onModuleInit(): void {
    this.timelines.add(this);
  }

  async entries({ cameraId, from, to, after, limit }: TimelineRequest): Promise<readonly TimelineEntry[]> {
    const bounds = {
      from: Math.max(from, after?.at ?? from),
      to,
      limit: limit + (after === null ? 0 : TIES),
    };
    const steps = await this.finder.stepsOf(cameraId, bounds);
    return steps.map((step) => ({
      at: step.at,
      kind: 'work-order',
      id: step.id,
      shown: {
        workOrderId: step.orderId,
        action: step.action,
        state: step.to,
        by: step.actor.name,
        ...said(step),
      },
    }));
  }
}
