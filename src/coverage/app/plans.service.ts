import { Inject, Injectable } from '@nestjs/common';
import { CurrentActor } from '../../access/index.js';
import { brokenRule } from '../../platform/database/broken-rule.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import type { PricedChange } from '../domain/changes/change.js';
import type { Plan } from '../domain/plans/plan.js';
import { PlanStore } from '../store/plan.store.js';
import { noSuchPlan, planChangedMeanwhile, planChangedSince, planIsEntered } from './plan-refusals.js';
import { PlanPromises } from './plan-promises.js';

/** What people write of a plan. */
export interface PlanDraft {
  readonly name: string;
  readonly note: string | null;
  /** Null for those of its changes. */
  readonly villageIds: readonly string[] | null;
  readonly changes: readonly Omit<PricedChange, 'id'>[];
}

/** The revisions that a change may go over; null takes any. */
export type Expected = readonly number[] | null;

interface Page {
  readonly limit: number;
  readonly cursor: string | null;
}

/** 规划方案: made, read, changed and removed. Those about a village that whoever asks may not see are not there. */
@Injectable()
export class PlansService {
  constructor(
    @Inject(PlanStore) private readonly store: PlanStore,
    @Inject(PlanPromises) private readonly promises: PlanPromises,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  async list(villageId: string | null, { limit, cursor }: Page) {
    const asked = { seenVillageIds: this.actors.get().villageIds, villageId };
    const found = await this.store.some(asked, { limit: limit + 1, cursor });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? items.at(-1)!.id : null };
  }

  async get(id: string): Promise<Plan> {
    const plan = await this.store.find(id, { seenVillageIds: this.actors.get().villageIds, villageId: null });
    if (plan === null) throw noSuchPlan(id);
    return plan;
  }

  async make({ name, note, changes, villageIds }: PlanDraft): Promise<Plan> {
    const now = this.clock.now();
    const plan: Plan = {
      id: this.ids.next(),
      name,
      note,
      ...(await this.promises.of(changes, villageIds)),
      state: 'draft',
      enteredAt: null,
      createdBy: this.actors.get().name,
      createdAt: now,
      updatedAt: now,
      revision: 1,
    };
    await settled(this.store.insert(plan));
    return plan;
  }

  /** What is left out stays. Changes that stay are held against the map of today where the villages are others. */
  async change(id: string, patch: Partial<PlanDraft>, expected: Expected): Promise<Plan> {
    const before = await this.get(id);
    if (expected !== null && !expected.includes(before.revision)) throw planChangedSince();
    const { changes, villageIds, ...words } = patch;
    const isOther = changes !== undefined || villageIds !== undefined;
    if (isOther && before.state === 'entered') throw planIsEntered();
    const kept = villageIds === undefined ? before.villageIds : villageIds;
    const promise = isOther ? await this.promises.of(changes ?? before.items, kept) : {};
    const change = { ...words, ...promise, updatedAt: this.clock.now() };
    const isWritten = await settled(this.store.update(id, before.revision, change));
    if (!isWritten) throw expected === null ? planChangedMeanwhile() : planChangedSince();
    return this.get(id);
  }

  /** Cameras that it entered stay in the register. */
  async remove(id: string, expected: Expected): Promise<void> {
    const { revision } = await this.get(id);
    if (expected !== null && !expected.includes(revision)) throw planChangedSince();
    if (await this.store.remove(id, revision)) return;
    throw expected === null ? planChangedMeanwhile() : planChangedSince();
  }
}

/** A village that went between the check and the write. */
async function settled<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (cause) {
    if (brokenRule(cause) === null) throw cause;
    throw planChangedMeanwhile();
  }
}
