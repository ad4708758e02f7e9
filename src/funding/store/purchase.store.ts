import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { Ties } from '../domain/bought-camera.js';
import type { LedgerEntry, Mark, Source } from '../domain/entry.js';
import type { Purchase } from '../domain/purchase.js';
import type { PurchaseStep } from '../domain/step.js';
import { append, entriesFor, lockSources } from './books.js';
import { Once, type Ticket } from './once.js';
import { lockPurchase, purchaseIn } from './purchase-lock.js';
import { versionRowsOf } from './purchase-mappers.js';
import {
  purchaseLines,
  type PurchaseRow,
  purchases,
  purchaseSteps,
  purchaseVersions,
  type PurchaseVersionRow,
  untoldSteps,
  type VersionMark,
} from './rows.js';
import { tiesIn, untieIn } from './ties.js';

/** A purchase after a step. */
export interface Step {
  readonly purchase: Purchase;
  readonly step: PurchaseStep;
}

/** A step that moves money. */
export interface MoneyStep extends Step {
  /** Null where nothing is said anew. */
  readonly mark: Omit<VersionMark, 'version'> | null;
  readonly entries: readonly LedgerEntry[];
  /** Set where it pays for nothing any more, and its cameras are to be untied. */
  readonly untying?: Mark;
}

/** What a purchase is entered or corrected with, while nobody else can change any of it. */
export interface Books {
  readonly sources: ReadonlyMap<string, Source>;
  /** Of the purchase, until now. */
  readonly entries: readonly LedgerEntry[];
  /** How many cameras are tied to it. */
  readonly tied: number;
}

/** Purchases with every version and step of theirs. What belongs together is written together, or not at all. */
@Injectable()
export class PurchaseStore {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(Once) private readonly once: Once,
  ) {}

  insert(
    ticket: Ticket,
    awardIds: readonly string[],
    decide: (books: Books) => MoneyStep,
  ): Promise<Purchase> {
    return this.once.run(ticket, async (manager) => {
      const sources = await lockSources(manager, awardIds);
      return enterPurchase(manager, decide({ sources, entries: [], tied: 0 }));
    });
  }

  /** As {@link insert}, of one that is there, with its own sources beside `awardIds`. Null where it is not there. */
  changeMoney(
    ticket: Ticket,
    { id, awardIds }: { readonly id: string; readonly awardIds: readonly string[] },
    decide: (before: Purchase, books: Books) => MoneyStep,
  ): Promise<Purchase | null> {
    return this.once.run(ticket, async (manager) => {
      const before = await lockPurchase(manager, id);
      if (before === null) return null;
      const entries = await entriesFor(manager, { purchaseId: id });
      const touched = [...awardIds, ...entries.map(({ awardId }) => awardId)];
      const { length: tied } = (await tiesIn(manager, id)).cameras;
      const change = decide(before, { sources: await lockSources(manager, touched), entries, tied });
      await update(manager, change.purchase);
      if (change.untying !== undefined) await untieIn(manager, { purchaseId: id }, change.untying);
      return writeMoney(manager, change);
    });
  }

  /** A step that moves no money. `decide` sees it as it is while nobody else can change it; null changes nothing. */
  change(id: string, decide: (before: Purchase, ties: Ties) => Step | null): Promise<Purchase | null> {
    return this.source.transaction(async (manager) => {
      const before = await lockPurchase(manager, id);
      const change = before === null ? null : decide(before, await tiesIn(manager, id));
      if (change === null) return before;
      await update(manager, change.purchase);
      await addStep(manager, change.step);
      return change.purchase;
    });
  }

  async find(id: string): Promise<Purchase | null> {
    return purchaseIn(this.source.manager, id);
  }

  /** Oldest first. */
  steps(purchaseId: string): Promise<readonly PurchaseStep[]> {
    return this.source.getRepository(purchaseSteps).find({ where: { purchaseId }, order: { id: 'ASC' } });
  }

  /** Oldest first. */
  versions(purchaseId: string): Promise<readonly PurchaseVersionRow[]> {
    return this.source
      .getRepository(purchaseVersions)
      .find({ where: { purchaseId }, order: { version: 'ASC' } });
  }

  /** Every row of the ledger that it made, oldest first. */
  entries(purchaseId: string): Promise<readonly LedgerEntry[]> {
    return entriesFor(this.source.manager, { purchaseId });
  }

  /** Steps that nobody was told of yet, oldest first; a bounded number. */
  async untold(): Promise<readonly PurchaseStep[]> {
    const waiting = await this.source
      .getRepository(untoldSteps)
      .find({ order: { stepId: 'ASC' }, take: AT_ONCE });
    const ids = waiting.map(({ stepId }) => stepId);
    return this.source.getRepository(purchaseSteps).find({ where: { id: In(ids) }, order: { id: 'ASC' } });
  }

  async areTold(stepIds: readonly string[]): Promise<void> {
    await this.source.transaction(async (manager) => {
      await manager.getRepository(untoldSteps).delete({ stepId: In([...stepIds]) });
    });
  }
}

const AT_ONCE = 500;

export async function enterPurchase(manager: EntityManager, change: MoneyStep): Promise<Purchase> {
  await manager.getRepository(purchases).insert(toRow(change.purchase) as never);
  return writeMoney(manager, change);
}

async function update(manager: EntityManager, purchase: Purchase): Promise<void> {
  const { id, ...columns } = toRow(purchase);
  await manager.getRepository(purchases).update({ id }, columns as never);
}

async function writeMoney(
  manager: EntityManager,
  { purchase, step, mark, entries }: MoneyStep,
): Promise<Purchase> {
  if (mark !== null) {
    const { version, lines } = versionRowsOf(purchase);
    const { at, by, reason } = mark;
    await manager.getRepository(purchaseVersions).insert({ ...version, at, by, reason } as never);
    await manager.getRepository(purchaseLines).insert(lines as never);
  }
  await append(manager, entries);
  await addStep(manager, step);
  return purchase;
}

async function addStep(manager: EntityManager, step: PurchaseStep): Promise<void> {
  await manager.getRepository(purchaseSteps).insert(step as never);
  await manager.getRepository(untoldSteps).insert({ stepId: step.id });
}

function toRow(purchase: Purchase): PurchaseRow {
  const { boughtOn: _on, supplier: _supplier, contractNumber: _contract, ...rest } = purchase;
  const { invoiceNumber: _invoice, note: _note, lines: _lines, shares: _shares, ...row } = rest;
  return row;
}
