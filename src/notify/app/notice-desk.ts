import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { brokenRule } from '../../platform/database/broken-rule.js';
import { cleanNotice } from '../domain/clean.js';
import type { Notice } from '../domain/notice.js';
import { isFor } from '../domain/route.js';
import { Notices, type NotifyNumbers } from '../notify.facade.js';
import { DeliveryStore } from '../store/delivery.store.js';
import { OutboxStore } from '../store/outbox.store.js';
import { PostRoom } from './post-room.js';

/** Writes notices down, and wakes the channels that they are for. */
@Injectable()
export class NoticeDesk extends Notices {
  constructor(
    @Inject(OutboxStore) private readonly outbox: OutboxStore,
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(PostRoom) private readonly room: PostRoom,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super();
  }

  async post(notices: readonly Notice[]): Promise<void> {
    const clean = notices.map((notice) => cleanNotice(notice));
    const woken = await this.write(clean).catch((cause: unknown) => {
      // A channel was removed while we addressed it: without it, once more.
      if (brokenRule(cause) !== 'dangling') throw cause;
      return this.write(clean);
    });
    for (const channelId of woken) this.room.wake(channelId);
  }

  async numbers(): Promise<NotifyNumbers> {
    return { waiting: await this.outbox.countWaiting(), dead: await this.deliveries.countDead() };
  }

  private write(notices: readonly Notice[]): Promise<ReadonlySet<string>> {
    return this.outbox.post(notices, this.clock.now(), isFor);
  }
}
