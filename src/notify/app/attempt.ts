import { Inject, Injectable } from '@nestjs/common';
import type { Channel } from '../domain/channel.js';
import type { Delivery } from '../domain/delivery.js';
import { AttemptRecord } from './attempt-record.js';
import { Handover } from './handover.js';
import { RobotRates } from './robot-rates.js';

/** One attempt, from a free place in the robot's rate to what is written down of how it ended. */
@Injectable()
export class Attempt {
  constructor(
    @Inject(RobotRates) private readonly rates: RobotRates,
    @Inject(AttemptRecord) private readonly record: AttemptRecord,
    @Inject(Handover) private readonly handover: Handover,
  ) {}

  /** Zero when it was made; else how long to wait for a place. Only with a place is the delivery taken in hand. */
  async make(channel: Channel, stop: AbortSignal, inHand: () => Promise<Delivery>): Promise<number> {
    const place = this.rates.take(channel);
    if (typeof place === 'number') return place;
    try {
      const delivery = await this.record.begin(await inHand());
      const outcome = await this.handover.deliver(channel, delivery, stop);
      if (!stop.aborted || outcome.kind === 'sent') await this.record.settle(channel, delivery, outcome);
    } finally {
      place();
    }
    return 0;
  }
}
