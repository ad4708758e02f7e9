import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import { deleteInSteps } from '../../platform/database/delete-in-steps.js';
import type { DeliveryChange } from '../domain/after-attempt.js';
import type { Delivery, DeliveryState } from '../domain/delivery.js';
import type { PageRequest } from './channel.store.js';
import { copies, deliveries, type DeliveryRow } from './rows.js';

/** Threads of one digest that are looked up for earlier mails; more would make no better header. */
const MAX_THREADS = 200;
/** RFC 5322 sets no limit to `References`; relays do to lines. */
const MAX_REFERENCES = 20;

export interface DeliveryFilter {
  /** Null filters nothing. */
  readonly channelId: string | null;
  readonly state: DeliveryState | null;
  /** Of channels of these villages; null for all channels. */
  readonly villageIds: readonly string[] | null;
}

@Injectable()
export class DeliveryStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** The one that a channel has in hand. */
  oldestWaiting(channelId: string): Promise<Delivery | null> {
    return this.source
      .getRepository(deliveries)
      .findOne({ where: { channelId, state: 'waiting' }, order: { id: 'ASC' } });
  }

  async change(id: string, change: DeliveryChange): Promise<void> {
    await this.source.transaction((manager) =>
      manager.getRepository(deliveries).update({ id }, change as never),
    );
  }

  /** Unless it arrived meanwhile. */
  async wake(id: string, change: DeliveryChange): Promise<void> {
    await this.source.transaction((manager) =>
      manager.getRepository(deliveries).update({ id, state: In(['waiting', 'dead']) }, change as never),
    );
  }

  find(id: string, villageIds: readonly string[] | null): Promise<Delivery | null> {
    return this.scoped(villageIds).andWhere('d.id = :id', { id }).getOne();
  }

  /** Newest first, before `cursor`. */
  some(
    { channelId, state, villageIds }: DeliveryFilter,
    { limit, cursor }: PageRequest,
  ): Promise<Delivery[]> {
    const query = this.scoped(villageIds).orderBy('d.id', 'DESC').limit(limit);
    if (channelId !== null) query.andWhere('d.channelId = :channelId', { channelId });
    if (state !== null) query.andWhere('d.state = :state', { state });
    if (cursor !== null) query.andWhere('d.id < :cursor', { cursor });
    return query.getMany();
  }

  /** When each channel last tried what it tried since `from`, for keeping to rates after a restart. */
  async attemptsSince(
    from: Instant,
  ): Promise<readonly { readonly channelId: string; readonly at: Instant }[]> {
    const rows = await this.source
      .getRepository(deliveries)
      .createQueryBuilder('d')
      .where('d.attemptedAt >= :from', { from })
      .getMany();
    return rows.map(({ channelId, attemptedAt }) => ({ channelId, at: attemptedAt! }));
  }

  /** Earlier deliveries to the same channel about something that this one is about, oldest first. */
  async earlierOf({ id, channelId }: Delivery): Promise<readonly string[]> {
    const threads = await this.threadsOf(id);
    if (threads.length === 0) return [];
    const rows = await this.source
      .createQueryBuilder()
      .select('DISTINCT c.delivery_id', 'id')
      .from('notice_copies', 'c')
      .innerJoin('notices', 'n', 'n.id = c.notice_id')
      .where('c.channel_id = :channelId AND c.delivery_id < :id', { channelId, id })
      .andWhere('n.thread IN (:...threads)', { threads })
      .orderBy('c.delivery_id', 'ASC')
      .limit(MAX_REFERENCES)
      .getRawMany<{ id: string }>();
    return rows.map((row) => row.id);
  }

  countDead(): Promise<number> {
    return this.source.getRepository(deliveries).countBy({ state: 'dead' });
  }

  /** Forgets what was over before `cutoff`, with its notices. */
  async forgetBefore(cutoff: Instant, isOver: () => boolean): Promise<void> {
    const parameters = { cutoff };
    const over = "doomed.created_at < :cutoff AND doomed.state IN ('sent', 'dead')";
    await deleteInSteps(this.source, { table: 'deliveries', where: over, parameters }, { isOver });
    const inHand =
      'SELECT 1 FROM notice_copies c LEFT JOIN deliveries d ON d.id = c.delivery_id ' +
      'WHERE c.notice_id = doomed.id AND (c.delivery_id IS NULL OR d.id IS NOT NULL)';
    const told = `doomed.posted_at < :cutoff AND NOT EXISTS (${inHand})`;
    await deleteInSteps(this.source, { table: 'notices', where: told, parameters }, { isOver });
  }

  private async threadsOf(deliveryId: string): Promise<string[]> {
    const rows = await this.source
      .getRepository(copies)
      .createQueryBuilder('c')
      .select('DISTINCT n.thread', 'thread')
      .innerJoin('notices', 'n', 'n.id = c.notice_id')
      .where('c.delivery_id = :deliveryId', { deliveryId })
      .limit(MAX_THREADS)
      .getRawMany<{ thread: string }>();
    return rows.map(({ thread }) => thread);
  }

  private scoped(villageIds: readonly string[] | null): SelectQueryBuilder<DeliveryRow> {
    const query = this.source.getRepository(deliveries).createQueryBuilder('d');
    if (villageIds === null) return query.where('1 = 1');
    if (villageIds.length === 0) return query.where('1 = 0');
    const ofVillages = 'SELECT c.id FROM channels c WHERE c.village_id IN (:...villageIds)';
    return query.where(`d.channelId IN (${ofVillages})`, { villageIds });
  }
}
