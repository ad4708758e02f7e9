import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { refuseOverdraft, type Source } from '../domain/entry.js';
import type { Purchase } from '../domain/purchase.js';
import { type AwardChange, enterAward } from './award.store.js';
import { lockSources, sourcesIn } from './books.js';
import { Once, type Ticket } from './once.js';
import { purchasesIn } from './purchase-mappers.js';
import { enterPurchase, type MoneyStep } from './purchase.store.js';
import { awards, purchases } from './rows.js';

/** What villages have entered: no award that was taken back, and no purchase that is void. */
export interface Standing {
  readonly sources: readonly Source[];
  readonly purchases: readonly Purchase[];
}

export interface ImportDecision<A> {
  readonly answer: A;
  /** False where nothing is to be written, whatever is below. */
  readonly isApplied: boolean;
  readonly awards: readonly AwardChange[];
  readonly purchases: readonly MoneyStep[];
}

/** Files of past years, each written whole or not at all. */
@Injectable()
export class ImportStore {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(Once) private readonly once: Once,
  ) {}

  standing(villageIds: readonly string[]): Promise<Standing> {
    return standingIn(this.source.manager, villageIds);
  }

  /**
   * Writes what `decide` makes of what stands, while no other import writes. A purchase that comes between and takes the
   * money is an `award-overdrawn`, and nothing is written. What is not applied leaves no key: it may be right later.
   */
  async write<A>(
    ticket: Ticket,
    villageIds: readonly string[],
    decide: (standing: Standing) => ImportDecision<A>,
  ): Promise<A> {
    try {
      return await this.once.run(ticket, async (manager) => {
        await waitForOthers(manager);
        const decision = decide(await standingIn(manager, villageIds));
        if (!decision.isApplied) throw new NotApplied(decision.answer);
        await enterAll(manager, decision);
        return decision.answer;
      });
    } catch (cause) {
      if (cause instanceof NotApplied) return cause.answer as A;
      throw cause;
    }
  }
}

/** Rolls the transaction back, and its key with it. */
class NotApplied extends Error {
  constructor(readonly answer: unknown) {
    super('nothing is to be written');
  }
}

async function enterAll(
  manager: EntityManager,
  { awards: made, purchases: bought }: ImportDecision<unknown>,
): Promise<void> {
  for (const award of made) await enterAward(manager, award);
  const entries = bought.flatMap((step) => step.entries);
  const sources = await lockSources(
    manager,
    entries.map(({ awardId }) => awardId),
  );
  refuseOverdraft(sources, entries);
  for (const step of bought) await enterPurchase(manager, step);
}

/** Two files that say the same would both find nothing there. SQLite's transactions wait for each other anyway. */
async function waitForOthers(manager: EntityManager): Promise<void> {
  if (manager.connection.options.type !== 'postgres') return;
  await manager.query("SELECT pg_advisory_xact_lock(hashtext('funding import'))");
}

/** Far from how many parameters a statement may have. */
const AT_ONCE = 1_000;

async function standingIn(manager: EntityManager, villageIds: readonly string[]): Promise<Standing> {
  const villageId = In([...villageIds]);
  const ids = (await manager.getRepository(awards).find({ where: { villageId }, order: { id: 'ASC' } })).map(
    ({ id }) => id,
  );
  const sources: Source[] = [];
  for (const part of partsOf(ids)) sources.push(...(await sourcesIn(manager, part)).values());
  const rows = await manager.getRepository(purchases).find({ where: { villageId }, order: { id: 'ASC' } });
  const found: Purchase[] = [];
  for (const part of partsOf(rows)) found.push(...(await purchasesIn(manager, part)));
  return {
    sources: sources.filter(({ award }) => !award.isVoid),
    purchases: found.filter(({ state }) => state !== 'void'),
  };
}

function partsOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  for (let first = 0; first < all.length; first += AT_ONCE) parts.push(all.slice(first, first + AT_ONCE));
  return parts;
}
