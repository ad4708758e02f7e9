import type { Channel, ChannelSecrets } from '../domain/channel.js';
import type { Outcome } from '../domain/delivery.js';
import type { Message } from '../domain/message.js';

/** One message for one channel, with all that is needed to hand it over. */
export interface Parcel {
  /** The same for each attempt: receivers can tell by it what they have already. */
  readonly id: string;
  readonly channel: Channel;
  readonly secrets: ChannelSecrets;
  readonly message: Message;
  /** Ids of earlier parcels about the same, oldest first: an e-mail answers them. */
  readonly references: readonly string[];
}

/** Hands messages over to robots, receivers and mail servers. */
export abstract class Courier {
  /** One attempt, over when the configured time is or when `stop` fires; whatever happens is an outcome, never thrown. */
  abstract deliver(parcel: Parcel, stop: AbortSignal): Promise<Outcome>;
}

/** The only source of chance. */
export abstract class Chance {
  /** 0…1, without 1. */
  abstract next(): number;
}

export class RealChance extends Chance {
  next(): number {
    return Math.random();
  }
}
