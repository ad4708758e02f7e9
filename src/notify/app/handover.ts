import { Inject, Injectable } from '@nestjs/common';
import type { Channel } from '../domain/channel.js';
import type { Delivery, Outcome } from '../domain/delivery.js';
import { DeliveryStore } from '../store/delivery.store.js';
import { Courier } from './ports.js';
import { SecretBox } from './secret-box.js';

/** Opens what is sealed of the channel, and gives the delivery to the courier with what it answers. */
@Injectable()
export class Handover {
  constructor(
    @Inject(DeliveryStore) private readonly deliveries: DeliveryStore,
    @Inject(SecretBox) private readonly secrets: SecretBox,
    @Inject(Courier) private readonly courier: Courier,
  ) {}

  async deliver(channel: Channel, delivery: Delivery, stop: AbortSignal): Promise<Outcome> {
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
}
