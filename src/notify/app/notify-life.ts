import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { ChannelStore } from '../store/channel.store.js';
import { DeliveryStore } from '../store/delivery.store.js';
import { PostRoom } from './post-room.js';
import { RobotRates } from './robot-rates.js';
import { SecretBox } from './secret-box.js';

/** From start to stop: remember what was sent a moment ago, send what was left, forget what is long over. */
@Injectable()
export class NotifyLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private cancel: Cancel = () => {};

  constructor(
    @Inject(ChannelStore) private readonly channels: ChannelStore,
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(RobotRates) private readonly rates: RobotRates,
    @Inject(SecretBox) private readonly secrets: SecretBox,
    @Inject(PostRoom) private readonly room: PostRoom,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
    @Inject(Log) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.rememberRates();
    await this.room.open();
    this.forgetSoon(MINUTE_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.cancel();
    await this.room.close();
  }

  private async rememberRates(): Promise<void> {
    const now = this.clock.now();
    const attempts = await this.deliveries.attemptsSince(now - MINUTE_MS);
    const channels = new Map((await this.channels.all()).map((channel) => [channel.id, channel]));
    for (const { channelId, at } of attempts) {
      const channel = channels.get(channelId);
      if (channel !== undefined) this.rates.remember(this.secrets.robotOf(channel), Math.max(0, now - at));
    }
  }

  private forgetSoon(afterMs: number): void {
    this.cancel = this.clock.after(afterMs, () => {
      this.forgetSoon(HOUR_MS);
      const cutoff = this.clock.now() - this.config.notify.keepDays * DAY_MS;
      this.deliveries
        .forgetBefore(cutoff)
        .catch((cause: unknown) => this.log.error({ err: cause }, 'old deliveries could not be forgotten'));
    });
  }
}
