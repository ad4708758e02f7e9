import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { afterAttempt } from '../domain/after-attempt.js';
import type { Channel } from '../domain/channel.js';
import type { Delivery, Outcome } from '../domain/delivery.js';
import { RATE_LIMITS } from '../domain/rate.js';
import { DeliveryAttempted } from '../events.js';
import { DeliveryStore } from '../store/delivery.store.js';
import { Chance, Courier } from './ports.js';
import { RobotRates } from './robot-rates.js';
import { SecretBox } from './secret-box.js';

/** One attempt, from a free place in the robot's rate to what is written down of how it ended. */
@Injectable()
export class Attempt {
  constructor(
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(Courier) private readonly courier: Courier,
    @Inject(RobotRates) private readonly rates: RobotRates,
    @Inject(SecretBox) private readonly secrets: SecretBox,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Chance) private readonly chance: Chance,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Zero when it was made; else how long to wait for a place. Only with a place is the delivery taken in hand. */
  async make(channel: Channel, stop: AbortSignal, inHand: () => Promise<Delivery>): Promise<number> {
    const place = this.rates.take(this.secrets.robotOf(channel), RATE_LIMITS[channel.kind]);
    if (typeof place === 'number') return place;
    try {
      const delivery = await this.begin(await inHand());
      const outcome = await this.deliver(channel, delivery, stop);
      if (!stop.aborted || outcome.kind === 'sent') await this.settle(channel, delivery, outcome);
    } finally {
      place();
    }
    return 0;
  }

  /** Counted before it is made: a service that crashes each time gives up, too. */
  private async begin(delivery: Delivery): Promise<Delivery> {
    const change = { attempts: delivery.attempts + 1, attemptedAt: this.clock.now() };
    await this.deliveries.change(delivery.id, change);
    return { ...delivery, ...change };
  }

  private async deliver(channel: Channel, delivery: Delivery, stop: AbortSignal): Promise<Outcome> {
    const secrets = this.secrets.open(channel);
    if (secrets === null)
      return {
        kind: 'refused',
        error: 'the key does not open what is sealed of this channel',
        advice: 'Enter the address and the secret of the channel again, then retry.',
      };
    const references = channel.kind === 'email' ? await this.deliveries.earlierOf(delivery) : [];
    return this.courier.deliver(
      { id: delivery.id, channel, secrets, message: delivery.message, references },
      stop,
    );
  }

  private async settle(channel: Channel, delivery: Delivery, outcome: Outcome): Promise<void> {
    const [now, chance, rules] = [this.clock.now(), this.chance.next(), this.config.notify];
    await this.deliveries.change(delivery.id, afterAttempt(delivery, outcome, { now, chance, rules }));
    this.events.publish(new DeliveryAttempted(delivery.id, channel.id, channel.kind, outcome.kind));
  }
}
