import { Inject, Injectable } from '@nestjs/common';
import { total } from '../../../kernel/money.js';
import type { Award } from '../../domain/award.js';
import { refusalToEnter } from '../../domain/award.js';
import { entryOfAward } from '../../domain/entry.js';
import { namedVillages } from '../../domain/import/find-village.js';
import { type NewAward, planAwards } from '../../domain/import/plan-awards.js';
import type { AwardChange } from '../../store/award.store.js';
import { type ImportDecision, ImportStore, type Standing } from '../../store/import.store.js';
import { Hand } from '../hand.js';
import { type Call, Tickets } from '../tickets.js';
import { Villages } from '../villages.js';
import type { FundFile } from './fund-files.js';
import { type ImportOrder, refuseGone } from './import-order.js';
import { type ImportReport, reportOf } from './import-report.js';
import type { PastYears } from './past-years.js';

type Villagers = Awaited<ReturnType<Villages['mine']>>;

/** Enters the awards of past years from a file. */
@Injectable()
export class AwardImport implements PastYears {
  constructor(
    @Inject(ImportStore) private readonly store: ImportStore,
    @Inject(Villages) private readonly villages: Villages,
    @Inject(Tickets) private readonly tickets: Tickets,
    @Inject(Hand) private readonly hand: Hand,
  ) {}

  async import(file: FundFile, order: ImportOrder, call: Call | null): Promise<ImportReport> {
    const villages = await this.villages.mine(null);
    const ids = namedVillages(file.sheet, villages);
    const decide = (standing: Standing) => this.decide(file, order, { villages, standing });
    if (call === null) return decide(await this.store.standing(ids)).answer;
    return this.store.write(this.tickets.for(call), ids, decide);
  }

  private decide(
    file: FundFile,
    order: ImportOrder,
    { villages, standing }: { villages: Villagers; standing: Standing },
  ): ImportDecision<ImportReport> {
    refuseGone(order.leaving);
    const { role } = this.hand.doer();
    const { rows, awards } = planAwards(file.sheet, {
      villages,
      today: this.hand.occasion().today,
      standing: standing.sources.map(({ award }) => award),
      mayEnter: (kind) => refusalToEnter(kind, role) === null,
      nextId: () => this.hand.nextId(),
    });
    const createdFen = total(awards.map(({ terms }) => terms.amountFen));
    const answer = reportOf(file, order, { rows, createdFen });
    const changes = awards.map((award) => this.changeOf(award));
    return { answer, isApplied: answer.isApplied, awards: changes, purchases: [] };
  }

  private changeOf({ id, villageId, terms }: NewAward): AwardChange {
    const mark = this.hand.mark(null);
    const { at, by, reason } = mark;
    const award: Award = { ...terms, id, villageId, version: 1, isVoid: false, createdAt: at, revision: 1 };
    return { award, mark: { at, by, reason }, entries: [entryOfAward(award, mark)] };
  }
}
