import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Delivery, DeliveryState } from '../domain/delivery.js';
import type { PageRequest } from '../store/channel.store.js';
import { DeliveryStore } from '../store/delivery.store.js';
import { PostRoom } from './post-room.js';

@Injectable()
export class DeliveriesService {
  constructor(
    @Inject(DeliveryStore) private readonly store: DeliveryStore,
    @Inject(PostRoom) private readonly room: PostRoom,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  list(
    filter: { readonly channelId: string | null; readonly state: DeliveryState | null },
    request: PageRequest,
  ): Promise<readonly Delivery[]> {
    return this.store.some({ ...filter, villageIds: this.scope.only() }, request);
  }

  /** Wakes a dead letter, with all its attempts before it again; one that waits is tried at once. */
  async retry(id: string): Promise<Delivery> {
    const delivery = await this.get(id);
    if (delivery.state === 'sent')
      throw new DomainError(
        'conflict',
        'already-sent',
        'This delivery has arrived; there is nothing to retry.',
      );
    const attempts = delivery.state === 'dead' ? 0 : delivery.attempts;
    const nextAt = this.clock.now();
    await this.store.wake(id, { state: 'waiting', attempts, nextAt, advice: null });
    this.room.wake(delivery.channelId);
    return this.get(id);
  }

  private async get(id: string): Promise<Delivery> {
    const delivery = await this.store.find(id, this.scope.only());
    if (delivery === null)
      throw new DomainError('not-found', 'no-such-delivery', `There is no delivery with the id ${id}.`);
    return delivery;
  }
}
