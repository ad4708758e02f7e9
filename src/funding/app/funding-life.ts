import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/logging/log.js';
import { PurchaseTeller } from './purchase-teller.js';
import { Reminders } from './reminders.js';

const TICK_MS = 5 * SECOND_MS;
/** What is late is so by days. */
const REMIND_EVERY_TICKS = 60;

/** From start to stop: one round after the other, never two at once; what failed is tried again. */
@Injectable()
export class FundingLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private cancel: Cancel = () => {};
  private isStopped = false;
  private ticks = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Reminders) private readonly reminders: Reminders,
    @Inject(PurchaseTeller) private readonly teller: PurchaseTeller,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.plan();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    this.cancel();
    await this.running;
  }

  private plan(): void {
    if (this.isStopped) return;
    this.cancel = this.clock.after(TICK_MS, () => {
      this.running = this.tick().finally(() => this.plan());
    });
  }

  private async tick(): Promise<void> {
    try {
      if (this.ticks % REMIND_EVERY_TICKS === 0) await this.reminders.round();
      this.ticks += 1;
      await this.teller.round();
    } catch (cause) {
      this.log.error({ err: cause }, 'nobody could be told of purchases; trying again in a moment');
    }
  }
}
