import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import type { Channel } from '../domain/channel.js';
import { ChannelStore, type PageRequest, type Written } from '../store/channel.store.js';
import type { ChannelEntry } from './channel-entry.js';
import { PostRoom } from './post-room.js';
import { TargetSeal } from './target-seal.js';

/** The channels that exist for whoever asks: limited to villages, only those of these. */
@Injectable()
export class ChannelsService {
  constructor(
    @Inject(ChannelStore) private readonly store: ChannelStore,
    @Inject(TargetSeal) private readonly targets: TargetSeal,
    @Inject(PostRoom) private readonly room: PostRoom,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  list(request: PageRequest): Promise<readonly Channel[]> {
    return this.store.some(this.scope.only(), request);
  }

  async get(id: string): Promise<Channel> {
    const channel = await this.store.find(id);
    const only = this.scope.only();
    const isThere = channel !== null && (only === null || only.includes(channel.villageId ?? ''));
    if (!isThere)
      throw new DomainError('not-found', 'no-such-channel', `There is no channel with the id ${id}.`);
    return channel;
  }

  async enter({ target: entry, ...rest }: ChannelEntry): Promise<Channel> {
    const [id, now] = [this.ids.next(), this.clock.now()];
    const channel = { ...rest, ...this.targets.sealed(id, entry), id, createdAt: now, updatedAt: now };
    refuseUnlessWritten(await this.store.insert(channel), id);
    return channel;
  }

  async change(id: string, { target: entry, ...rest }: Partial<ChannelEntry>): Promise<Channel> {
    const before = await this.get(id);
    const replaced = entry === undefined ? {} : this.targets.replaced(before, entry);
    const change = { ...rest, ...replaced, updatedAt: this.clock.now() };
    refuseUnlessWritten(await this.store.update(id, change), id);
    this.room.wake(id);
    return this.get(id);
  }

  async remove(id: string): Promise<void> {
    await this.get(id);
    await this.store.remove(id);
    this.room.wake(id);
  }
}

function refuseUnlessWritten(written: Written, id: string): void {
  switch (written) {
    case 'written':
      return;
    case 'missing':
      throw new DomainError('not-found', 'no-such-channel', `There is no channel with the id ${id}.`);
    case 'duplicate':
      throw refusal('conflict', 'duplicate-channel-name', 'name', 'another channel already has this name');
    case 'no-village':
      throw refusal('unprocessable', 'unknown-village', 'villageId', 'there is no village with this id');
  }
}

function refusal(
  kind: 'conflict' | 'unprocessable',
  code: string,
  path: string,
  message: string,
): DomainError {
  return new DomainError(kind, code, `${path}: ${message}`, [{ path, message }]);
}
