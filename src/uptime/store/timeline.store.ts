import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import type { Transition } from '../domain/standing.js';
import { toTransition } from './mappers.js';
import { transitions } from './rows.js';

export interface TimelinePage {
  readonly items: readonly Transition[];
  /** Where the next page begins; null on the last one. */
  readonly nextCursor: string | null;
}

export interface TimelineRequest {
  readonly cameraId: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly limit: number;
  /** The `nextCursor` of the page before; null for the first. */
  readonly cursor: string | null;
}

/** The transitions of one camera, from the database: they go back as far as it does. */
@Injectable()
export class TimelineStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** Oldest first; the bounds count in. Null when the cursor is none of this camera's. */
  async page({ cameraId, from, to, limit, cursor }: TimelineRequest): Promise<TimelinePage | null> {
    const repository = this.source.getRepository(transitions);
    const after = cursor === null ? null : await repository.findOneBy({ id: cursor, cameraId });
    if (after === null && cursor !== null) return null;
    const query = repository
      .createQueryBuilder('t')
      .where('t.cameraId = :cameraId AND t.at >= :from AND t.at <= :to', { cameraId, from, to })
      .orderBy('t.at', 'ASC')
      .addOrderBy('t.id', 'ASC')
      .limit(limit + 1);
    if (after !== null)
      query.andWhere('(t.at, t.id) > (:afterAt, :afterId)', { afterAt: after.at, afterId: after.id });
    const rows = await query.getMany();
    const items = rows.slice(0, limit);
    return {
      items: items.map((row) => toTransition(row)),
      nextCursor: rows.length > limit ? items.at(-1)!.id : null,
    };
  }

  /** What held when `at` began; null before the first transition. */
  async lastBefore(cameraId: string, at: Instant): Promise<Transition | null> {
    const row = await this.source
      .getRepository(transitions)
      .createQueryBuilder('t')
      .where('t.cameraId = :cameraId AND t.at < :at', { cameraId, at })
      .orderBy('t.at', 'DESC')
      .addOrderBy('t.id', 'DESC')
      .limit(1)
      .getOne();
    return row === null ? null : toTransition(row);
  }
}
