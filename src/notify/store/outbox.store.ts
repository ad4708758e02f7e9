import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type EntitySchema, In, IsNull } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import type { Channel } from '../domain/channel.js';
import type { Delivery } from '../domain/delivery.js';
import type { Notice, WaitingNotice } from '../domain/notice.js';
import { channels, copies, type CopyRow, deliveries, notices } from './rows.js';

/** Rows a statement, well below what both databases take as parameters. */
const CHUNK = 500;
/** More than fits into any digest; the rest waits for the next. */
const MAX_WAITING = 5_000;

const UNSAID = { counted: null, isForVillageOnly: false };

/** Whether a channel gets a notice, given whether it was told of its thread before. */
export type IsFor = (channel: Channel, notice: Notice, wasTold: boolean) => boolean;

/** What is to be told, until it is part of a delivery. */
@Injectable()
export class OutboxStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** Writes what is new and whom it is for, all or nothing; answers with the channels that got something. */
  async post(posted: readonly Notice[], postedAt: Instant, isFor: IsFor): Promise<ReadonlySet<string>> {
    return this.source.transaction(async (manager) => {
      const fresh = await freshOf(manager, posted);
      if (fresh.length === 0) return new Set();
      const rows = fresh.map((notice) => ({ ...UNSAID, ...notice, postedAt }));
      await insertNew(manager, notices, rows);
      const told = await toldOf(manager, fresh);
      const routes = (await manager.getRepository(channels).find()).flatMap((channel) =>
        copiesFor(channel, fresh, { isFor, told: told.get(channel.id) ?? new Set() }),
      );
      await insertNew(manager, copies, routes);
      return new Set(routes.map(({ channelId }) => channelId));
    });
  }

  /** What waits for a digest of this channel, oldest first. */
  async waiting(channelId: string): Promise<readonly WaitingNotice[]> {
    return this.source
      .getRepository(notices)
      .createQueryBuilder('n')
      .innerJoin('notice_copies', 'c', 'c.notice_id = n.id')
      .where('c.channel_id = :channelId AND c.delivery_id IS NULL', { channelId })
      .orderBy('n.postedAt', 'ASC')
      .addOrderBy('n.id', 'ASC')
      .limit(MAX_WAITING)
      .getMany();
  }

  /** Makes a digest of what waited. */
  async pack(delivery: Delivery, noticeIds: readonly string[]): Promise<void> {
    await this.source.transaction(async (manager) => {
      await manager.getRepository(deliveries).insert(delivery as never);
      for (const part of chunks(noticeIds))
        await manager
          .getRepository(copies)
          .update(
            { channelId: delivery.channelId, noticeId: In(part), deliveryId: IsNull() },
            { deliveryId: delivery.id },
          );
    });
  }

  async countWaiting(): Promise<number> {
    return this.source.getRepository(copies).countBy({ deliveryId: IsNull() });
  }

  /** Null when the village is not there any more. */
  async villageName(id: string): Promise<string | null> {
    const row = await this.source
      .createQueryBuilder()
      .select('v.name', 'name')
      .from('villages', 'v')
      .where('v.id = :id', { id })
      .getRawOne<{ name: string }>();
    return row?.name ?? null;
  }
}

async function freshOf(manager: EntityManager, posted: readonly Notice[]): Promise<readonly Notice[]> {
  const byId = new Map(posted.map((notice) => [notice.id, notice]));
  for (const part of chunks([...byId.keys()])) {
    const known = await manager
      .getRepository(notices)
      .find({ select: { id: true }, where: { id: In(part) } });
    for (const { id } of known) byId.delete(id);
  }
  return [...byId.values()];
}

/** In the order in which they were posted: what recovers may have been told of a moment before. */
function copiesFor(
  channel: Channel,
  fresh: readonly Notice[],
  { isFor, told }: { readonly isFor: IsFor; readonly told: Set<string> },
): CopyRow[] {
  return fresh.flatMap((notice) => {
    if (!isFor(channel, notice, told.has(notice.thread))) return [];
    told.add(notice.thread);
    return [{ noticeId: notice.id, channelId: channel.id, deliveryId: null }];
  });
}

/** Of the threads that recover: which channel was told of which before. */
async function toldOf(manager: EntityManager, fresh: readonly Notice[]): Promise<Map<string, Set<string>>> {
  const told = new Map<string, Set<string>>();
  const mended = fresh.filter(({ kind }) => kind === 'recovered').map(({ thread }) => thread);
  for (const part of chunks([...new Set(mended)])) {
    const rows = await manager
      .createQueryBuilder()
      .select('c.channel_id', 'channelId')
      .addSelect('n.thread', 'thread')
      .from('notice_copies', 'c')
      .innerJoin('notices', 'n', 'n.id = c.notice_id')
      .where('n.thread IN (:...part)', { part })
      .getRawMany<{ channelId: string; thread: string }>();
    for (const { channelId, thread } of rows)
      told.set(channelId, (told.get(channelId) ?? new Set<string>()).add(thread));
  }
  return told;
}

async function insertNew<Row extends object>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  rows: readonly Row[],
): Promise<void> {
  for (const part of chunks(rows))
    await manager
      .createQueryBuilder()
      .insert()
      .into(table)
      .values(part as never)
      .orIgnore()
      .execute();
}

function chunks<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, index) =>
    rows.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
