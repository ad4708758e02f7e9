import { Inject, Injectable } from '@nestjs/common';
import { type Fen, minus, total } from '../../kernel/money.js';
import { type AwardKind, awardName } from '../domain/award.js';
import type { LedgerEntry } from '../domain/entry.js';
import { AwardFinder } from '../store/award-finder.js';
import { BalanceStore, type SourceSums } from '../store/balance.store.js';
import { Villages } from './villages.js';

export interface Balance {
  readonly receivedFen: Fen;
  readonly spentFen: Fen;
  readonly leftFen: Fen;
}

export interface SourceBalance extends Balance {
  readonly awardId: string;
  readonly name: string;
  readonly kind: AwardKind;
  readonly year: number;
}

export interface VillageBalance extends Balance {
  readonly villageId: string;
  readonly village: string;
}

/** What came in, what is spent and what is left, as sums of the ledger. */
@Injectable()
export class BalanceDesk {
  constructor(
    @Inject(BalanceStore) private readonly store: BalanceStore,
    @Inject(AwardFinder) private readonly awards: AwardFinder,
    @Inject(Villages) private readonly villages: Villages,
  ) {}

  /** Of every village that exists for whoever acts. */
  async all(): Promise<readonly VillageBalance[]> {
    const villages = await this.villages.mine(null);
    const sums = await this.store.sums(villages.map(({ id }) => id));
    return villages.map(({ id, name }) => ({
      villageId: id,
      village: name,
      ...together(sums.filter(({ villageId }) => villageId === id)),
    }));
  }

  async ofVillage(villageId: string): Promise<Balance & { readonly sources: readonly SourceBalance[] }> {
    await this.villages.expect(villageId);
    const sums = await this.store.sums([villageId]);
    const sources = (await this.awards.ofVillage(villageId)).map(({ award }) => ({
      awardId: award.id,
      name: awardName(award),
      kind: award.kind,
      year: award.year,
      ...together(sums.filter(({ awardId }) => awardId === award.id)),
    }));
    return { ...together(sums), sources };
  }

  /** Every row that a village's balance is the sum of, oldest first. */
  async rows(villageId: string): Promise<readonly LedgerEntry[]> {
    await this.villages.expect(villageId);
    return this.store.rows(villageId);
  }
}

function together(sums: readonly SourceSums[]): Balance {
  const receivedFen = total(sums.map((sum) => sum.receivedFen));
  const spentFen = total(sums.map((sum) => sum.spentFen));
  return { receivedFen, spentFen, leftFen: minus(receivedFen, spentFen) };
}
