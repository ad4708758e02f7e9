import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import type { PricedChange } from '../domain/changes/change.js';
import type { Plan } from '../domain/plans/plan.js';
import { Planner } from './planner.js';
import { PlanVillages } from './plan-villages.js';
import { PlanningScope } from './planning-scope.js';

/** What changes do on the map as it is now, to be kept with the plan that they make up. */
@Injectable()
export class PlanPromises {
  constructor(
    @Inject(Planner) private readonly planner: Planner,
    @Inject(PlanVillages) private readonly villages: PlanVillages,
    @Inject(PlanningScope) private readonly scope: PlanningScope,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  /** A camera that is bought is known by the id of its change from now on, in the register too. */
  async of(
    changes: readonly Omit<PricedChange, 'id'>[],
    named: readonly string[] | null,
  ): Promise<Pick<Plan, 'items' | 'villageIds' | 'promise' | 'promisedAt'>> {
    await this.scope.villages(named);
    const items = changes.map((change) => ({ ...change, id: this.ids.next() }));
    const villageIds = this.villages.of(items, named);
    const promise = await this.planner.whatIf(items, villageIds);
    return { items, villageIds, promise, promisedAt: this.clock.now() };
  }
}
