import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Fen, NO_MONEY, total } from '../../kernel/money.js';
import type { Award } from '../domain/award.js';
import type { LedgerEntry, Source } from '../domain/entry.js';
import { append, entriesFor, lockSources, sourcesIn } from './books.js';
import { Once, type Ticket } from './once.js';
import { awards, awardVersions, type AwardVersionRow, type VersionMark } from './rows.js';

/** A version of an award with what it does to the ledger. */
export interface AwardChange {
  readonly award: Award;
  readonly mark: Omit<VersionMark, 'version'>;
  readonly entries: readonly LedgerEntry[];
}

/** What a correction is made from. */
export interface AwardBefore extends Source {
  /** That came in by it. */
  readonly entries: readonly LedgerEntry[];
}

/** Awards with every version of theirs. A version and its entries are written together, or not at all. */
@Injectable()
export class AwardStore {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(Once) private readonly once: Once,
  ) {}

  insert(ticket: Ticket, change: AwardChange): Promise<Source> {
    return this.once.run(ticket, (manager) => enterAward(manager, change));
  }

  /** `decide` sees the award as it is while nobody else can change it. Null where there is none. */
  change(ticket: Ticket, id: string, decide: (before: AwardBefore) => AwardChange): Promise<Source | null> {
    return this.once.run(ticket, async (manager) => {
      const found = (await lockSources(manager, [id])).get(id);
      if (found === undefined) return null;
      const entries = (await entriesFor(manager, { awardId: id })).filter(
        (entry) => entry.purchaseId === null,
      );
      // The lock itself has counted this revision.
      const change = decide({ ...found, entries });
      await manager.getRepository(awards).update({ id }, { version: change.award.version });
      return written(manager, change, found.leftFen);
    });
  }

  async find(id: string): Promise<Source | null> {
    return (await sourcesIn(this.source.manager, [id])).get(id) ?? null;
  }

  /** Oldest first. */
  versions(awardId: string): Promise<readonly AwardVersionRow[]> {
    return this.source.getRepository(awardVersions).find({ where: { awardId }, order: { version: 'ASC' } });
  }

  /** Every row that its balance is the sum of, oldest first. */
  entries(awardId: string): Promise<readonly LedgerEntry[]> {
    return entriesFor(this.source.manager, { awardId });
  }
}

export async function enterAward(manager: EntityManager, change: AwardChange): Promise<Source> {
  const { id, villageId, version, createdAt, revision } = change.award;
  await manager.getRepository(awards).insert({ id, villageId, version, createdAt, revision });
  return written(manager, change, NO_MONEY);
}

async function written(
  manager: EntityManager,
  { award, mark, entries }: AwardChange,
  leftFen: Fen,
): Promise<Source> {
  const { id: awardId, villageId: _villageId, createdAt: _createdAt, revision: _revision, ...terms } = award;
  await manager.getRepository(awardVersions).insert({ awardId, ...terms, ...mark } as never);
  await append(manager, entries);
  return { award, leftFen: total([leftFen, ...entries.map(({ amountFen }) => amountFen)]) };
}
