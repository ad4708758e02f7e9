import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { Log } from '../../platform/logging/log.js';
import { PurchaseChanged } from '../events.js';
import { PurchaseTeller } from './purchase-teller.js';
import { Reminders } from './reminders.js';

const TICK_MS = 5 * SECOND_MS;
/** Without news, this often will do: what was lost is late by a minute … */
const TELL_EVERY_TICKS = 12;
/** … and what is to be done, is late by days. */
const REMIND_EVERY_TICKS = 720;

/** From start to stop: one round after the other, never two at once; what failed is tried again. */
@Injectable()
export class FundingLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private cancel: Cancel = () => {};
  private isStopped = false;
  private ticks = 0;
  private hasNews = true;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Reminders) private readonly reminders: Reminders,
    @Inject(PurchaseTeller) private readonly teller: PurchaseTeller,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.events.on(PurchaseChanged, () => {
      this.hasNews = true;
    });
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
    const isTime = this.ticks % REMIND_EVERY_TICKS === 0;
    const isToTell = this.hasNews || isTime || this.ticks % TELL_EVERY_TICKS === 0;
    this.hasNews = false;
    try {
      if (isTime) await this.reminders.round();
      if (isToTell) await this.teller.round();
      this.ticks += 1;
    } catch (cause) {
      this.hasNews = true;
      this.log.error({ err: cause }, 'nobody could be told of purchases; trying again in a moment');
    }
  }
}
