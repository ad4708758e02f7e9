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
import { IncidentOpened, OutageAcknowledged, OutageClosed, OutageOpened } from '../../uptime/index.js';
import { WorkOrderChanged } from '../events.js';
import { DispatchRounds } from './dispatch-rounds.js';

const TICK_MS = SECOND_MS;
/** Orders are read from the database; without news, this often will do. */
const ORDERS_EVERY_TICKS = 5;

/** From start to stop: one round after the other, never two at once; what failed is tried again in a second. */
@Injectable()
export class DispatchLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ticking: Rounds;
  private ticks = 0;
  /** Something happened that concerns orders. */
  private hasNews = true;

  constructor(
    @Inject(DispatchRounds) private readonly rounds: DispatchRounds,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {
    this.ticking = new Rounds(clock, TICK_MS, () => this.tick());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.rounds.recall();
    for (const news of [OutageOpened, OutageClosed, OutageAcknowledged, IncidentOpened, WorkOrderChanged])
      this.events.on<object>(news, () => this.hear());
    this.ticking.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.ticking.stop();
  }

  private hear(): void {
    this.hasNews = true;
  }

  private async tick(): Promise<void> {
    this.ticks += 1;
    const withOrders = this.hasNews || this.ticks % ORDERS_EVERY_TICKS === 0;
    this.hasNews = false;
    try {
      await this.rounds.run(withOrders);
    } catch (cause) {
      this.hasNews = true;
      this.log.error({ err: cause }, 'nobody could be told or sent; trying again in a second');
    }
  }
}
