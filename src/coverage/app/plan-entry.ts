import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { type PlannedCamera, RegistryEntries } from '../../registry/index.js';
import type { PricedChange } from '../domain/changes/change.js';
import type { Plan } from '../domain/plans/plan.js';
import { PlanStore } from '../store/plan.store.js';
import { buysNothing, planChangedMeanwhile, planChangedSince } from './plan-refusals.js';
import { type Expected, PlansService } from './plans.service.js';

/** Where the cameras of a plan belong in the register; null for none, and for the zone that is always there. */
export interface EntryWanted {
  readonly programmeId: string | null;
  readonly zoneId: string | null;
}

/** What a plan buys becomes planned cameras of the register. */
@Injectable()
export class PlanEntry {
  constructor(
    @Inject(PlansService) private readonly plans: Pick<PlansService, 'get'>,
    @Inject(PlanStore) private readonly store: PlanStore,
    @Inject(RegistryEntries) private readonly register: Pick<RegistryEntries, 'enterPlanned'>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** All of them and the plan's own state in one transaction, or nothing. A plan that is entered already stays as it is. */
  async enter(id: string, wanted: EntryWanted, expected: Expected): Promise<Plan> {
    const plan = await this.plans.get(id);
    if (plan.state === 'entered') return plan;
    if (expected !== null && !expected.includes(plan.revision)) throw planChangedSince();
    const cameras = plan.items.flatMap((item) => plannedCamera(item, wanted));
    if (cameras.length === 0) throw buysNothing();
    try {
      await this.register.enterPlanned(cameras, async (manager) => {
        const now = this.clock.now();
        const change = { state: 'entered', enteredAt: now, updatedAt: now } as const;
        if (!(await this.store.updateWithin(manager, plan, change))) throw planChangedMeanwhile();
      });
    } catch (cause) {
      return this.enteredByOther(id, cause);
    }
    return this.plans.get(id);
  }

  /** Of two that enter it at once both are told that it is entered. */
  private async enteredByOther(id: string, cause: unknown): Promise<Plan> {
    const isBetween = cause instanceof DomainError && cause.code === 'changed-meanwhile';
    const plan = isBetween ? await this.plans.get(id) : null;
    if (plan?.state !== 'entered') throw cause;
    return plan;
  }
}

function plannedCamera({ id, change }: PricedChange, { programmeId, zoneId }: EntryWanted): PlannedCamera[] {
  if (change.kind !== 'buy') return [];
  const { name, villageId, position, mounting } = change.camera;
  return [{ id, name, villageId, programmeId, zoneId, position, register: mounting }];
}
