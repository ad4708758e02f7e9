import { Inject, Injectable } from '@nestjs/common';
import { HOUR_MS, type Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Channel } from '../domain/channel.js';
import { nextDue } from '../domain/due.js';
import { OutboxStore } from '../store/outbox.store.js';
import { DeliveryStore } from '../store/delivery.store.js';
import { Attempt } from './attempt.js';
import { Packer } from './packer.js';

/** No wait of ours is longer; where the machine's clock was set back it looks as if one were. */
const LONGEST_WAIT_MS = HOUR_MS;

/**
 * One step for one channel. What is in hand comes first, and while it waits for another attempt nothing overtakes it:
 * nobody hears that a camera is back before hearing that it was gone, and meanwhile the next digest grows.
 */
@Injectable()
export class DeliveryRound {
  constructor(
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(OutboxStore) private readonly outbox: OutboxStore,
    @Inject(Packer) private readonly packer: Packer,
    @Inject(Attempt) private readonly attempt: Attempt,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Answers with the milliseconds until there may be more to do; null when nothing waits. */
  async go(channel: Channel, stop: AbortSignal): Promise<number | null> {
    const inHand = await this.deliveries.oldestWaiting(channel.id);
    if (inHand !== null) {
      const waitMs = this.msUntil(inHand.nextAt ?? 0);
      return waitMs > 0 ? waitMs : this.attempt.make(channel, stop, async () => inHand);
    }
    const { timeZone, notify } = this.config;
    const rules = { quietHours: channel.quietHours, timeZone, collectMs: notify.collectS * 1_000 };
    const due = nextDue(await this.outbox.waiting(channel.id), rules, this.clock.now());
    if (due.isDue) return this.attempt.make(channel, stop, () => this.packer.pack(channel, due));
    return due.at === null ? null : Math.max(1, due.at - this.clock.now());
  }

  private msUntil(at: Instant): number {
    const waitMs = at - this.clock.now();
    return waitMs > LONGEST_WAIT_MS ? 0 : waitMs;
  }
}
