import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { DeliveryStore } from '../store/delivery.store.js';

/** Forgets deliveries that are long over, every hour. */
@Injectable()
export class Forgetting {
  private isStopped = false;
  private cancel: Cancel = () => {};

  constructor(
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'notify'>,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    this.plan(MINUTE_MS);
  }

  stop(): void {
    this.isStopped = true;
    this.cancel();
  }

  private plan(afterMs: number): void {
    this.cancel = this.clock.after(afterMs, () => {
      this.plan(HOUR_MS);
      const cutoff = this.clock.now() - this.config.notify.keepDays * DAY_MS;
      this.deliveries
        .forgetBefore(cutoff, () => this.isStopped)
        .catch((cause: unknown) => this.log.error({ err: cause }, 'old deliveries could not be forgotten'));
    });
  }
}
