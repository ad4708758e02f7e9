import { Inject, Injectable } from '@nestjs/common';
import { EventBus } from '../../platform/events/event-bus.js';
import { act, type Deed } from '../domain/act.js';
import { refuseFewerUnits, type Ties } from '../domain/bought-camera.js';
import { dueOf } from '../domain/due.js';
import { entriesOfPurchase, refuseOverdraft, reversalsOf } from '../domain/entry.js';
import { type Purchase, type PurchaseLine, type PurchaseTerms, totalOf } from '../domain/purchase.js';
import { type AskedShare, sharesOf } from '../domain/share-out.js';
import { firstStep, stepOf } from '../domain/step.js';
import { PurchaseChanged } from '../events.js';
import { type Books, type MoneyStep, PurchaseStore } from '../store/purchase.store.js';
import { Hand } from './hand.js';
import { PurchaseDesk } from './purchase-desk.js';
import { type Expected, notFound, refusal, refuseStale } from './refusals.js';
import { type Call, Tickets } from './tickets.js';

/** What a purchase is to say; its lines have no ids yet, and its shares may be parts. */
export interface PurchaseDraft extends Omit<PurchaseTerms, 'lines' | 'shares'> {
  readonly lines: readonly Omit<PurchaseLine, 'id'>[];
  readonly funding: readonly AskedShare[];
}

/** What a purchase is closed on. */
export interface ClosingTerms {
  readonly expected: Expected;
  readonly refuse: (purchase: Purchase, ties: Ties) => void;
}

/** Writes purchases: each step with who did it and when, and what it does to the ledger. */
@Injectable()
export class PurchasePen {
  constructor(
    @Inject(PurchaseStore) private readonly store: PurchaseStore,
    @Inject(PurchaseDesk) private readonly desk: PurchaseDesk,
    @Inject(Tickets) private readonly tickets: Tickets,
    @Inject(Hand) private readonly hand: Hand,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  async enter(call: Call, villageId: string, draft: PurchaseDraft): Promise<Purchase> {
    await this.desk.expectVillage(villageId);
    const terms = this.termsOf(draft);
    const awardIds = terms.shares.map(({ awardId }) => awardId);
    return this.told(
      await this.store.insert(this.tickets.for(call), awardIds, (books) =>
        this.entered(villageId, terms, books),
      ),
    );
  }

  /** Reverses its rows of the ledger, and enters it anew. */
  async correct(
    call: Call,
    id: string,
    { expected, reason, draft }: { expected: Expected; reason: string; draft: PurchaseDraft },
  ): Promise<Purchase> {
    await this.desk.one(id);
    const terms = this.termsOf(draft);
    const awardIds = terms.shares.map(({ awardId }) => awardId);
    return this.written(id, () =>
      this.store.changeMoney(this.tickets.for(call), { id, awardIds }, (before, books) => {
        refuseStale(expected, before.revision, `The purchase is ${before.state}: it`);
        return this.corrected(before, { reason, terms }, books);
      }),
    );
  }

  /** Reverses its rows of the ledger, and leaves it at that. */
  async void(
    call: Call,
    id: string,
    { expected, reason }: { expected: Expected; reason: string },
  ): Promise<Purchase> {
    await this.desk.one(id);
    return this.written(id, () =>
      this.store.changeMoney(this.tickets.for(call), { id, awardIds: [] }, (before, { entries }) => {
        refuseStale(expected, before.revision, `The purchase is ${before.state}: it`);
        const deed: Deed = { action: 'void', reason };
        const purchase = act(before, deed, this.hand.doer(), this.hand.occasion());
        const step = stepOf(before, purchase.state, deed, this.hand.stepMark());
        const untying = this.hand.mark(reason);
        return { purchase, step, mark: null, entries: reversalsOf(entries, untying), untying };
      }),
    );
  }

  /** A step that moves no money. */
  do(id: string, deed: Exclude<Deed, { action: 'close' }>, expected: Expected): Promise<Purchase> {
    return this.step(id, deed, { expected, refuse: () => {} });
  }

  /** `refuse` throws where what became of the units speaks against it. */
  close(id: string, answer: string | null, terms: ClosingTerms): Promise<Purchase> {
    return this.step(id, { action: 'close', answer }, terms);
  }

  private async step(id: string, deed: Deed, { expected, refuse }: ClosingTerms): Promise<Purchase> {
    await this.desk.one(id);
    return this.written(id, () =>
      this.store.change(id, (before, ties) => {
        refuseStale(expected, before.revision, `The purchase is ${before.state}: it`);
        const purchase = act(before, deed, this.hand.doer(), this.hand.occasion());
        refuse(purchase, ties);
        return { purchase, step: stepOf(before, purchase.state, deed, this.hand.stepMark()) };
      }),
    );
  }

  private entered(villageId: string, terms: PurchaseTerms, { sources }: Books): MoneyStep {
    const [mark, stepMark] = [this.hand.mark(null), this.hand.stepMark()];
    const purchase: Purchase = {
      ...terms,
      id: this.hand.nextId(),
      villageId,
      version: 1,
      state: 'draft',
      submittedBy: null,
      isImported: false,
      publicFrom: null,
      publicTo: null,
      reviewedOn: null,
      objections: 0,
      dueAt: dueOf({ state: 'draft', publicTo: null }, this.hand.occasion()),
      reminders: 0,
      revision: 1,
      createdAt: mark.at,
      createdBy: mark.by,
    };
    const entries = entriesOfPurchase(purchase, mark);
    refuseForeign(purchase, sources);
    refuseOverdraft(sources, entries);
    return { purchase, step: firstStep(purchase.id, stepMark), mark, entries };
  }

  private corrected(
    before: Purchase,
    { reason, terms }: { reason: string; terms: PurchaseTerms },
    { sources, entries: standing, tied }: Books,
  ): MoneyStep {
    const mark = this.hand.mark(reason);
    const deed: Deed = { action: 'correct', reason, version: before.version + 1 };
    const acted = act(before, deed, this.hand.doer(), this.hand.occasion());
    const purchase = { ...acted, ...terms, version: deed.version };
    const undoing = reversalsOf(standing, mark).map((entry) => ({ ...entry, version: deed.version }));
    const entries = [...undoing, ...entriesOfPurchase(purchase, mark)];
    refuseFewerUnits(purchase.lines, tied);
    refuseForeign(purchase, sources);
    refuseOverdraft(sources, entries);
    return { purchase, step: stepOf(before, purchase.state, deed, this.hand.stepMark()), mark, entries };
  }

  private termsOf({ funding, lines, ...said }: PurchaseDraft): PurchaseTerms {
    if (said.boughtOn > this.hand.occasion().today)
      throw refusal('boughtOn', 'in-the-future', 'must not be in the future');
    return {
      ...said,
      lines: lines.map((line) => ({ id: this.hand.nextId(), ...line })),
      shares: sharesOf(totalOf(lines), funding),
    };
  }

  private async written(id: string, write: () => Promise<Purchase | null>): Promise<Purchase> {
    const purchase = await write();
    if (purchase === null) throw notFound('purchase', id);
    return this.told(purchase);
  }

  private told(purchase: Purchase): Purchase {
    this.events.publish(new PurchaseChanged(purchase.id, purchase.villageId, purchase.state));
    return purchase;
  }
}

/** A source of another village is as one that is not there. */
function refuseForeign({ villageId, shares }: Purchase, sources: Books['sources']): void {
  for (const [index, { awardId }] of shares.entries()) {
    const award = sources.get(awardId)?.award;
    const path = `funding.${index}.awardId`;
    if (award?.villageId !== villageId)
      throw refusal(path, 'unknown-award', 'the village has no award with this id');
    if (award.isVoid) throw refusal(path, 'award-is-void', 'this award was taken back');
  }
}
