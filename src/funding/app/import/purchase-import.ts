import { Inject, Injectable } from '@nestjs/common';
import { total } from '../../../kernel/money.js';
import { EventBus } from '../../../platform/events/event-bus.js';
import { entriesOfPurchase } from '../../domain/entry.js';
import { importedPurchase } from '../../domain/import/enter-purchase.js';
import { namedVillages } from '../../domain/import/find-village.js';
import { type NewPurchase, planPurchases } from '../../domain/import/plan-purchases.js';
import { totalOf } from '../../domain/purchase.js';
import { importStep } from '../../domain/step.js';
import { PurchaseChanged } from '../../events.js';
import { type ImportDecision, ImportStore, type Standing } from '../../store/import.store.js';
import type { MoneyStep } from '../../store/purchase.store.js';
import { Hand } from '../hand.js';
import { type Call, Tickets } from '../tickets.js';
import { Villages } from '../villages.js';
import type { FundFile } from './fund-files.js';
import { type ImportOrder, refuseGone } from './import-order.js';
import { type ImportReport, reportOf } from './import-report.js';
import type { PastYears } from './past-years.js';

type Villagers = Awaited<ReturnType<Villages['mine']>>;

/** Enters the purchases of past years from a file. */
@Injectable()
export class PurchaseImport implements PastYears {
  constructor(
    @Inject(ImportStore) private readonly store: ImportStore,
    @Inject(Villages) private readonly villages: Villages,
    @Inject(Tickets) private readonly tickets: Tickets,
    @Inject(Hand) private readonly hand: Hand,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  async import(file: FundFile, order: ImportOrder, call: Call | null): Promise<ImportReport> {
    const villages = await this.villages.mine(null);
    const ids = namedVillages(file.sheet, villages);
    let written: readonly MoneyStep[] = [];
    const decide = (standing: Standing) => {
      const decision = this.decide(file, order, { villages, standing });
      written = decision.isApplied ? decision.purchases : [];
      return decision;
    };
    if (call === null) return decide(await this.store.standing(ids)).answer;
    const report = await this.store.write(this.tickets.for(call), ids, decide);
    for (const { purchase } of written)
      this.events.publish(new PurchaseChanged(purchase.id, purchase.villageId, purchase.state));
    return report;
  }

  private decide(
    file: FundFile,
    order: ImportOrder,
    { villages, standing }: { villages: Villagers; standing: Standing },
  ): ImportDecision<ImportReport> {
    refuseGone(order.leaving);
    const { today, publicDays } = this.hand.occasion();
    const nextId = () => this.hand.nextId();
    const { rows, purchases } = planPurchases(file.sheet, {
      ...standing,
      villages,
      today,
      publicDays,
      isByTown: this.hand.doer().role === 'admin',
      nextId,
    });
    const createdFen = total(purchases.map(({ terms }) => totalOf(terms.lines)));
    const answer = reportOf(file, order, { rows, createdFen });
    const steps = purchases.map((purchase) => this.stepOf(purchase, file));
    return { answer, isApplied: answer.isApplied, awards: [], purchases: steps };
  }

  private stepOf(made: NewPurchase, { name, sha256 }: FundFile): MoneyStep {
    const [mark, stepMark] = [this.hand.mark(null), this.hand.stepMark()];
    const { at, by, reason } = mark;
    const occasion = this.hand.occasion();
    const purchase = importedPurchase(made, { at, person: stepMark.actor, occasion });
    const details = { fileName: name, sha256, ...made.publication, reviewed: made.reviewed };
    return {
      purchase,
      step: importStep(purchase, details, stepMark),
      mark: { at, by, reason },
      entries: entriesOfPurchase(purchase, mark),
    };
  }
}
