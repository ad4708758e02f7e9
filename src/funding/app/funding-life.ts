import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Rounds } from '../../platform/clock/rounds.js';
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
  private readonly ticking: Rounds;
  private ticks = 0;
  private hasNews = true;

  constructor(
    @Inject(Reminders) private readonly reminders: Reminders,
    @Inject(PurchaseTeller) private readonly teller: PurchaseTeller,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {
    this.ticking = new Rounds(clock, TICK_MS, () => this.tick());
  }

  onApplicationBootstrap(): void {
    this.events.on(PurchaseChanged, () => {
      this.hasNews = true;
    });
    this.ticking.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.ticking.stop();
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
