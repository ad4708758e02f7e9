import { Inject, Injectable } from '@nestjs/common';
import { DataSource, LessThan, MoreThanOrEqual } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import type { Transition } from '../domain/standing.js';
import { toTransition } from './mappers.js';
import { transitions } from './rows.js';

export interface TransitionsAsked {
  readonly cameraId: string;
  /** The bounds count in. */
  readonly from: Instant;
  readonly to: Instant;
  /** So many beside those of the instant at which the page before ended. */
  readonly limit: number;
  readonly after: { readonly at: Instant } | null;
}

export interface TransitionFound {
  readonly id: string;
  readonly transition: Transition;
}

/** The transitions of one camera, from the database: they go back as far as it does. */
@Injectable()
export class TimelineStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** Oldest first. Those of the instant at which the page before ended come again, and are told apart by their ids. */
  async between({ cameraId, from, to, limit, after }: TransitionsAsked): Promise<readonly TransitionFound[]> {
    const repository = this.source.getRepository(transitions);
    const begin = Math.max(from, after?.at ?? from);
    const again = after === null ? 0 : await repository.countBy({ cameraId, at: after.at });
    const rows = await repository
      .createQueryBuilder('t')
      .where('t.cameraId = :cameraId AND t.at >= :begin AND t.at <= :to', { cameraId, begin, to })
      .orderBy('t.at', 'ASC')
      .addOrderBy('t.id', 'ASC')
      .limit(limit + again)
      .getMany();
    return rows.map((row) => ({ id: row.id, transition: toTransition(row) }));
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

  /** Those from `at` on, and the two before; oldest first. */
  async around(cameraId: string, at: Instant): Promise<readonly Transition[]> {
    const repository = this.source.getRepository(transitions);
    const before = await repository.find({
      where: { cameraId, at: LessThan(at) },
      order: { at: 'DESC', id: 'DESC' },
      take: 2,
    });
    const after = await repository.find({
      where: { cameraId, at: MoreThanOrEqual(at) },
      order: { at: 'ASC', id: 'ASC' },
    });
    return [...before.toReversed(), ...after].map(toTransition);
  }
}
