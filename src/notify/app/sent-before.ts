import { Inject, Injectable } from '@nestjs/common';
import { MINUTE_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { ChannelStore } from '../store/channel.store.js';
import { DeliveryStore } from '../store/delivery.store.js';
import { RobotRates } from './robot-rates.js';

/** Tells the rates of what was sent a moment before the start: robots count on through a restart of ours. */
@Injectable()
export class SentBefore {
  constructor(
    @Inject(ChannelStore) private readonly channels: ChannelStore,
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(RobotRates) private readonly rates: RobotRates,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async recall(): Promise<void> {
    const now = this.clock.now();
    const attempts = await this.deliveries.attemptsSince(now - MINUTE_MS);
    const channels = new Map((await this.channels.all()).map((channel) => [channel.id, channel]));
    for (const { channelId, at } of attempts) {
      const channel = channels.get(channelId);
      if (channel !== undefined) this.rates.remember(channel, Math.max(0, now - at));
    }
  }
}
