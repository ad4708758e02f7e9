import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type FindOptionsWhere, In, MoreThan } from 'typeorm';
import type { Channel } from '../domain/channel.js';
import { brokenRule } from '../../platform/database/broken-rule.js';
import { type ChannelRow, channels } from './rows.js';

export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | null;
}

/** What came of a write: another has the name, the village is not there, or the channel is not. */
export type Written = 'written' | 'duplicate' | 'no-village' | 'missing';

@Injectable()
export class ChannelStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  async insert(channel: Channel): Promise<Written> {
    return this.attempt(async () => {
      await this.source.transaction((manager) => manager.getRepository(channels).insert(channel as never));
      return 'written';
    });
  }

  async update(id: string, change: Partial<Channel>): Promise<Written> {
    return this.attempt(async () => {
      const { affected } = await this.source.transaction((manager) =>
        manager.getRepository(channels).update({ id }, change as never),
      );
      return affected === 0 ? 'missing' : 'written';
    });
  }

  async remove(id: string): Promise<void> {
    await this.source.transaction((manager) => manager.getRepository(channels).delete({ id }));
  }

  find(id: string): Promise<Channel | null> {
    return this.source.getRepository(channels).findOneBy({ id });
  }

  all(): Promise<Channel[]> {
    return this.source.getRepository(channels).find({ order: { id: 'ASC' } });
  }

  /** In the order of ids, after `cursor`; `villageIds` null is everything. */
  some(villageIds: readonly string[] | null, { limit, cursor }: PageRequest): Promise<Channel[]> {
    const where: FindOptionsWhere<ChannelRow> = {
      ...(villageIds === null ? {} : { villageId: In([...villageIds]) }),
      ...(cursor === null ? {} : { id: MoreThan(cursor) }),
    };
    return this.source.getRepository(channels).find({ where, order: { id: 'ASC' }, take: limit });
  }

  private async attempt(write: () => Promise<Written>): Promise<Written> {
    try {
      return await write();
    } catch (cause) {
      const rule = brokenRule(cause);
      if (rule === null) throw cause;
      return rule === 'duplicate' ? 'duplicate' : 'no-village';
    }
  }
}
