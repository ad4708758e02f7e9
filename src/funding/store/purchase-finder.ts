import { Inject, Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import type { Purchase, PurchaseState } from '../domain/purchase.js';
import { type Page, type PageBounds, pageOf } from './page.js';
import { purchasesIn } from './purchase-mappers.js';
import { purchases } from './rows.js';

export interface PurchaseQuestion {
  /** Null for all. */
  readonly villageIds: readonly string[] | null;
  readonly state: PurchaseState | null;
  /** Only those of which this pays a part. */
  readonly awardId: string | null;
  /** Only those whose next step was to be taken before. */
  readonly dueBefore: Instant | null;
}

/** Looks for purchases. */
@Injectable()
export class PurchaseFinder {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** Newest first. */
  async page(question: PurchaseQuestion, bounds: PageBounds): Promise<Page<Purchase>> {
    const { villageIds, state, awardId, dueBefore } = question;
    const query = this.source.getRepository(purchases).createQueryBuilder('t').where('1 = 1');
    if (state !== null) query.andWhere('t.state = :state', { state });
    if (dueBefore !== null) query.andWhere('t.dueAt < :dueBefore', { dueBefore });
    if (awardId !== null) query.andWhere(PAYS, { awardId });
    const page = await pageOf(query, villageIds, bounds);
    return { ...page, items: await purchasesIn(this.source.manager, page.items) };
  }

  /** Every one that is not void, oldest first; null asks for all villages. */
  async standing(villageIds: readonly string[] | null): Promise<readonly Purchase[]> {
    const query = this.source
      .getRepository(purchases)
      .createQueryBuilder('t')
      .where('t.state <> :gone', { gone: 'void' });
    if (villageIds?.length === 0) return [];
    if (villageIds !== null) query.andWhere('t.villageId IN (:...villageIds)', { villageIds });
    const rows = await query.orderBy('t.id').getMany();
    const found: Purchase[] = [];
    for (let first = 0; first < rows.length; first += AT_ONCE)
      found.push(...(await purchasesIn(this.source.manager, rows.slice(first, first + AT_ONCE))));
    return found;
  }

  /** Their next step was to be taken before now. */
  async overdue(now: Instant): Promise<readonly Purchase[]> {
    const rows = await this.source.getRepository(purchases).findBy({ dueAt: LessThan(now) });
    return purchasesIn(this.source.manager, rows);
  }
}

/** Far from how many parameters a statement may have. */
const AT_ONCE = 1_000;
const PAYS =
  'EXISTS (SELECT 1 FROM funding_entries e WHERE e.purchase_id = t.id AND e.version = t.version AND e.award_id = :awardId)';
