import type { DataSource } from 'typeorm';
import { type Actor, CurrentActor, type Role, SYSTEM_ACTOR, VillageScope } from '../../src/access/index.js';
import { AwardDesk } from '../../src/funding/app/award-desk.js';
import { BalanceDesk } from '../../src/funding/app/balance-desk.js';
import { Hand } from '../../src/funding/app/hand.js';
import { PurchaseTeller } from '../../src/funding/app/purchase-teller.js';
import { PurchaseDesk } from '../../src/funding/app/purchase-desk.js';
import { type PurchaseDraft, PurchasePen } from '../../src/funding/app/purchase-pen.js';
import { Reminders } from '../../src/funding/app/reminders.js';
import { type Call, Tickets } from '../../src/funding/app/tickets.js';
import { Villages } from '../../src/funding/app/villages.js';
import type { AwardTerms } from '../../src/funding/domain/award.js';
import { AwardFinder } from '../../src/funding/store/award-finder.js';
import { AwardStore } from '../../src/funding/store/award.store.js';
import { BalanceStore } from '../../src/funding/store/balance.store.js';
import { Once } from '../../src/funding/store/once.js';
import { PurchaseFinder } from '../../src/funding/store/purchase-finder.js';
import { PurchaseStore } from '../../src/funding/store/purchase.store.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { fen } from '../../src/kernel/money.js';
import { RandomIds } from '../../src/platform/clock/ids.js';
import type { ManualClock } from '../../src/platform/clock/manual-clock.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import { Log } from '../../src/platform/logging/log.js';
import type { Registry } from '../../src/registry/index.js';
import { writeTo } from '../databases.js';
import { FakeNotices } from './dispatch-run.js';

export const HERE = '019a0000-0000-7000-8000-000000000001';
export const THERE = '019a0000-0000-7000-8000-000000000002';
export const PROGRAMME = { id: '019a0000-0000-7000-8000-000000000009', name: '雪亮工程' };
const VILLAGES = [
  { id: HERE, name: '上坡村', code: null },
  { id: THERE, name: '桥头村', code: null },
];

/** The room on a real database with two villages; time and who acts are the test's. */
export class FundingRun {
  readonly actors = new CurrentActor();
  readonly awards: AwardDesk;
  readonly purchases: PurchaseDesk;
  readonly pen: PurchasePen;
  readonly balances: BalanceDesk;
  readonly purchaseStore: PurchaseStore;
  readonly hand: Hand;
  readonly villages: Villages;
  readonly registry: Registry;
  readonly notices = new FakeNotices();
  private readonly reminders: Reminders;
  private readonly teller: PurchaseTeller;
  private keys = 0;

  constructor(
    readonly source: DataSource,
    readonly clock: ManualClock,
  ) {
    const config = loadConfig({ SHOUWANG_LOG_LEVEL: 'silent' });
    const registry = (this.registry = {
      villages: async () => VILLAGES,
      programmes: async () => [PROGRAMME],
    } as unknown as Registry);
    const once = new Once(source);
    const hand = (this.hand = new Hand(this.actors, clock, new RandomIds(), config));
    const bus = new EventBus(new Log({ level: 'silent' }));
    const tickets = new Tickets(this.actors, clock, config);
    const villages = (this.villages = new Villages(registry, new VillageScope(this.actors)));
    const finder = new AwardFinder(source);
    this.purchaseStore = new PurchaseStore(source, once);
    this.awards = new AwardDesk(new AwardStore(source, once), finder, villages, tickets, hand);
    this.purchases = new PurchaseDesk(this.purchaseStore, new PurchaseFinder(source), villages, clock);
    this.pen = new PurchasePen(this.purchaseStore, this.purchases, tickets, hand, bus);
    this.reminders = new Reminders(new PurchaseFinder(source), this.purchaseStore, hand, clock, config);
    this.teller = new PurchaseTeller(this.purchaseStore, this.notices);
    this.balances = new BalanceDesk(new BalanceStore(source), finder, villages);
  }

  static async start(source: DataSource, clock: ManualClock): Promise<FundingRun> {
    for (const { id, name } of VILLAGES)
      await writeTo(
        source,
        `INSERT INTO villages (id, created_at, updated_at, name, kind, is_demonstration)
         VALUES ('${id}', 0, 0, '${name}', 'village', false)`,
      );
    return new FundingRun(source, clock);
  }

  /** What the service does of its own accord. */
  async round(): Promise<void> {
    await this.reminders.round();
    await this.teller.round();
  }

  /** A call of its own, unless it has a key. */
  newCall(body: unknown, key = `key-${(this.keys += 1)}`): Call {
    return { key, route: 'POST /here', body };
  }

  async award(amountFen: number, more: Partial<AwardTerms> = {}, villageId = HERE): Promise<string> {
    const terms = awardTerms(amountFen, more);
    return (await this.awards.enter(this.newCall(terms), villageId, terms)).award.id;
  }

  async buy(funding: Readonly<Record<string, number>>, key?: string): Promise<string> {
    const draft = draftOf(funding);
    return (await this.pen.enter(this.newCall(draft, key), HERE, draft)).id;
  }

  async left(awardId: string): Promise<number> {
    return (await this.awards.one(awardId)).leftFen;
  }

  as<T>(name: string, role: Role, work: () => T, more: Partial<Actor> = {}): T {
    const villageIds = role === 'village' ? [HERE] : null;
    const actor = { ...SYSTEM_ACTOR, kind: 'user', id: name, userId: name, name, role, villageIds } as const;
    return this.actors.run({ ...actor, ...more }, work);
  }
}

export function awardTerms(amountFen: number, more: Partial<AwardTerms> = {}): AwardTerms {
  return {
    kind: 'collective',
    year: 2019,
    starLevel: null,
    documentNumber: null,
    receivedOn: '2020-03-01',
    amountFen: fen(amountFen),
    note: null,
    ...more,
  };
}

/** One line that costs what the sources pay. */
export function draftOf(funding: Readonly<Record<string, number>>): PurchaseDraft {
  const shares = Object.entries(funding).map(([awardId, amount]) => ({
    awardId,
    amountFen: fen(amount),
    parts: null,
  }));
  const unitPriceFen = fen(shares.reduce((sum, { amountFen }) => sum + amountFen, 0));
  const line = { what: '枪机', model: null, quantity: 1, isCamera: true, warrantyMonths: null };
  return {
    boughtOn: '2020-05-01',
    supplier: '安通',
    contractNumber: null,
    invoiceNumber: 'FP-1',
    note: null,
    lines: [{ ...line, unitPriceFen }],
    funding: shares,
  };
}

/** Code and message of the refusal; fails where there is none. */
export async function refusalOf(work: Promise<unknown>): Promise<readonly [string, string]> {
  try {
    await work;
  } catch (cause) {
    if (cause instanceof DomainError) return [cause.code, cause.message];
    throw cause;
  }
  throw new Error('it was not refused');
}
