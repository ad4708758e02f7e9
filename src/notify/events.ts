import type { ChannelKind } from './domain/channel.js';
import type { Outcome } from './domain/delivery.js';

/** An attempt is over, and what became of it is committed. */
export class DeliveryAttempted {
  constructor(
    readonly deliveryId: string,
    readonly channelId: string,
    readonly kind: ChannelKind,
    readonly outcome: Outcome['kind'],
  ) {}
}
