import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThan } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { fundingKeys } from './rows.js';

/** A call that writes money, as its caller tells it from others. */
export interface Ticket {
  readonly person: string;
  /** The caller's own, unlike that of every other call of the same person. */
  readonly key: string;
  /** Of route and body: the same key with another one is a mistake of the caller. */
  readonly fingerprint: string;
  readonly at: Instant;
  /** Keys from before are forgotten. */
  readonly keepFrom: Instant;
}

/**
 * Does what writes money once for each key: in one transaction with the key, so that a call either left both or neither.
 * A repeated one gets the answer of the first, also when they come together: the second waits for the key. What was
 * refused left no key, and may be repeated.
 */
@Injectable()
export class Once {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** `work` answers with what JSON can hold. */
  async run<T>(ticket: Ticket, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(async (manager) => {
      const keys = manager.getRepository(fundingKeys);
      const { person, key, fingerprint, at, keepFrom } = ticket;
      await keys.delete({ at: LessThan(keepFrom) });
      // Waits on PostgreSQL for a call under way with the same key, and does nothing then where that one succeeded.
      await keys
        .createQueryBuilder()
        .insert()
        .values({ person, key, fingerprint, answer: null, at } as never)
        .orIgnore()
        .execute();
      const found = await keys.findOneByOrFail({ person, key });
      if (found.answer !== null) return answerOf<T>(found.answer, found.fingerprint === fingerprint);
      const answer = await work(manager);
      await keys.update({ person, key }, { answer: answer as never });
      return answer;
    });
  }
}

function answerOf<T>(answer: unknown, isSame: boolean): T {
  if (isSame) return answer as T;
  throw new DomainError(
    'unprocessable',
    'idempotency-key-reused',
    'This Idempotency-Key was used for another call; give every new call a key of its own, and repeat a call as it was.',
  );
}
