import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { afterAttempt } from '../domain/after-attempt.js';
import type { Channel } from '../domain/channel.js';
import type { Delivery, Outcome } from '../domain/delivery.js';
import { DeliveryAttempted } from '../events.js';
import { DeliveryStore } from '../store/delivery.store.js';
import { Chance } from './ports.js';

/** What is written down of an attempt: that it is made, and how it ended. */
@Injectable()
export class AttemptRecord {
  constructor(
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Chance) private readonly chance: Chance,
    @Inject(Config) private readonly config: Pick<Config, 'notify'>,
  ) {}

  /** Counted before it is made: a service that crashes each time gives up, too. */
  async begin(delivery: Delivery): Promise<Delivery> {
    const change = { attempts: delivery.attempts + 1, attemptedAt: this.clock.now() };
    await this.deliveries.change(delivery.id, change);
    return { ...delivery, ...change };
  }

  async settle(channel: Channel, delivery: Delivery, outcome: Outcome): Promise<void> {
    const [now, chance, rules] = [this.clock.now(), this.chance.next(), this.config.notify];
    await this.deliveries.change(delivery.id, afterAttempt(delivery, outcome, { now, chance, rules }));
    this.events.publish(new DeliveryAttempted(delivery.id, channel.id, channel.kind, outcome.kind));
  }
}
