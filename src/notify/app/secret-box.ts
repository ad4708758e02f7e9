import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Seal } from '../../platform/key/seal.js';
import type { Channel, ChannelSecrets } from '../domain/channel.js';

/** The one place where what is sealed of a channel is sealed and opened. */
@Injectable()
export class SecretBox {
  constructor(@Inject(Seal) private readonly seal: Seal) {}

  close(channelId: string, secrets: ChannelSecrets): string {
    return this.seal.seal(channelId, JSON.stringify(secrets));
  }

  /** Null when no key of ours opens it. */
  open({ id, sealed }: Pick<Channel, 'id' | 'sealed'>): ChannelSecrets | null {
    const text = this.seal.open(id, sealed);
    return text === null ? null : (JSON.parse(text) as ChannelSecrets);
  }

  /** The same for all channels that send to the same robot, and nothing that tells its address. */
  robotOf(channel: Channel): string {
    const address = this.open(channel)?.url ?? channel.id;
    return createHash('sha256').update(address).digest('base64url');
  }
}
