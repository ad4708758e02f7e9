import { Inject, Injectable } from '@nestjs/common';
import type { PricedChange } from '../domain/changes/change.js';
import type { Effect } from '../domain/changes/effect.js';
import type { WeakPointAnswer } from '../domain/planning/answer-weak-points.js';
import type { Comparison } from '../domain/plans/compare-plans.js';
import type { Plan } from '../domain/plans/plan.js';
import type { Level } from '../domain/sight/sight.js';
import type { PlanResult } from '../domain/plans/plan-result.js';
import { LiveMap } from './live-map.js';
import { PlanningScope } from './planning-scope.js';
import type { PlanningQuestion } from './planning-talk.js';

/** What planners ask of the map as it stands: quick answers, computed beside the service. Nothing is changed. */
@Injectable()
export class Planner {
  constructor(
    @Inject(LiveMap) private readonly map: LiveMap,
    @Inject(PlanningScope) private readonly scope: PlanningScope,
  ) {}

  /** `villageIds` as a request names them: those whose places are told; null for all. */
  async whatIf(changes: readonly PricedChange[], villageIds: readonly string[] | null): Promise<Effect> {
    const seen = await this.scope.villages(villageIds);
    this.scope.require(boughtFor(changes));
    return this.ask<Effect>({ kind: 'what-if', changes, villageIds: seen });
  }

  /** GeoJSON, as text, of what the cameras that are bought and changed would see. */
  async footprintsAfter(
    changes: readonly PricedChange[],
    villageIds: readonly string[] | null,
    level: Level,
  ): Promise<string> {
    const seen = await this.scope.villages(villageIds);
    this.scope.require(boughtFor(changes));
    return this.ask<string>({ kind: 'footprints-after', changes, villageIds: seen, level });
  }

  async weakPoints(villageId: string | null, limit: number): Promise<readonly WeakPointAnswer[]> {
    const villageIds = await this.scope.village(villageId);
    return this.ask<readonly WeakPointAnswer[]>({ kind: 'weak-points', villageIds, limit });
  }

  async comparison(first: Plan, second: Plan): Promise<Comparison> {
    const both = [...new Set([...first.villageIds, ...second.villageIds])];
    const villageIds = await this.scope.villages(both);
    return this.ask<Comparison>({ kind: 'comparison', first: first.items, second: second.items, villageIds });
  }

  async result(plan: Plan): Promise<PlanResult> {
    await this.scope.villages(plan.villageIds);
    return this.ask<PlanResult>({ kind: 'result', plan });
  }

  private ask<A>(question: PlanningQuestion): Promise<A> {
    return this.map.ask<A>(question);
  }
}

function boughtFor(changes: readonly PricedChange[]): readonly (readonly [string, string])[] {
  return changes.flatMap(({ change }, at) =>
    change.kind === 'buy' ? [[`changes.${at}.villageId`, change.camera.villageId] as const] : [],
  );
}
