import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Fen, fen } from '../../kernel/money.js';
import type { LedgerEntry } from '../domain/entry.js';
import { entriesFor } from './books.js';
import { ledgerEntries } from './rows.js';

/** Sums of one source of one village. */
export interface SourceSums {
  readonly villageId: string;
  readonly awardId: string;
  /** Of rows of the award itself. */
  readonly receivedFen: Fen;
  /** Of rows of purchases; zero or more. */
  readonly spentFen: Fen;
}

/** Sums of the ledger. There is no other place where a balance is kept. */
@Injectable()
export class BalanceStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** In the order of sources. */
  async sums(villageIds: readonly string[]): Promise<readonly SourceSums[]> {
    if (villageIds.length === 0) return [];
    const rows = await this.source
      .getRepository(ledgerEntries)
      .createQueryBuilder('e')
      .select('e.villageId', 'villageId')
      .addSelect('e.awardId', 'awardId')
      .addSelect('SUM(CASE WHEN e.purchaseId IS NULL THEN e.amountFen ELSE 0 END)', 'received')
      .addSelect('-SUM(CASE WHEN e.purchaseId IS NULL THEN 0 ELSE e.amountFen END)', 'spent')
      .where('e.villageId IN (:...villageIds)', { villageIds })
      .groupBy('e.villageId')
      .addGroupBy('e.awardId')
      .orderBy('e.awardId')
      .getRawMany<{ villageId: string; awardId: string; received: string; spent: string }>();
    return rows.map(({ villageId, awardId, received, spent }) => ({
      villageId,
      awardId,
      receivedFen: fen(Number(received)),
      spentFen: fen(Number(spent)),
    }));
  }

  /** Every row of a village, oldest first. */
  rows(villageId: string): Promise<readonly LedgerEntry[]> {
    return entriesFor(this.source.manager, { villageId });
  }

  /** How many rows there are. They are only ever added: while it is the same, nothing has come in or was spent. */
  count(): Promise<number> {
    return this.source.getRepository(ledgerEntries).count();
  }
}
