import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type FindOptionsWhere, MoreThan } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import { deleteInSteps } from '../../platform/database/delete-in-steps.js';
import type { Search, SearchProgress, SearchStatus } from '../domain/search.js';
import { searches, type SearchRow } from './rows.js';

/** A search takes thousands of sightings along. */
const FORGET_AT_ONCE = 10;

export interface SearchFilter {
  /** Null filters nothing. */
  readonly zoneId: string | null;
  readonly status: SearchStatus | null;
}

@Injectable()
export class SearchStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  async insert(search: Search): Promise<void> {
    const { request, ...plain } = search;
    const row = { ...plain, request, zoneId: request.zoneId };
    await this.source.transaction((manager) => manager.getRepository(searches).insert(row as never));
  }

  async note(id: string, progress: SearchProgress): Promise<void> {
    await this.source.transaction((manager) =>
      manager.getRepository(searches).update({ id }, { progress } as never),
    );
  }

  async finish({ id, status, progress, finishedAt, failure }: Search): Promise<void> {
    const change = { status, progress, finishedAt, failure };
    await this.source.transaction((manager) =>
      manager.getRepository(searches).update({ id }, change as never),
    );
  }

  /** Those that were running when the service stopped. */
  async interruptRunning(at: Instant): Promise<void> {
    await this.source.transaction((manager) =>
      manager
        .getRepository(searches)
        .update({ status: 'running' }, { status: 'interrupted', finishedAt: at }),
    );
  }

  /** Removes those that were over before that, with what is kept of which candidates they saw. */
  async forget(before: Instant, isOver: () => boolean): Promise<void> {
    const old = { table: 'searches', where: 'doomed.finished_at < :before', parameters: { before } };
    await deleteInSteps(this.source, old, { isOver, step: FORGET_AT_ONCE });
  }

  async find(id: string): Promise<Search | null> {
    const row = await this.source.getRepository(searches).findOneBy({ id });
    return row === null ? null : toSearch(row);
  }

  /** In the order of ids, after `cursor`. */
  async some(
    filter: SearchFilter,
    { limit, cursor }: { limit: number; cursor: string | null },
  ): Promise<Search[]> {
    const { zoneId, status } = filter;
    const where: FindOptionsWhere<SearchRow> = {
      ...(zoneId === null ? {} : { zoneId }),
      ...(status === null ? {} : { status }),
      ...(cursor === null ? {} : { id: MoreThan(cursor) }),
    };
    const rows = await this.source.getRepository(searches).find({ where, order: { id: 'ASC' }, take: limit });
    return rows.map(toSearch);
  }
}

function toSearch({ zoneId: _zoneId, ...row }: SearchRow): Search {
  return { ...row, status: row.status as SearchStatus };
}
