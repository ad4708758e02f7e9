import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { PricedChange } from '../domain/changes/change.js';
import { Town } from './town.js';

/** Which villages a plan is about: those that were named, else those of its changes. */
@Injectable()
export class PlanVillages {
  constructor(
    @Inject(Town) private readonly town: Town,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  /** A {@link DomainError} where a change is in none of the villages that were named. */
  of(items: readonly PricedChange[], named: readonly string[] | null): readonly string[] {
    const villages = items.map(({ change }) => this.villageOf(change));
    if (named === null) return [...new Set(villages.flatMap((id) => id ?? []))].toSorted();
    const outside = villages.findIndex((id) => id !== null && !named.includes(id));
    if (outside !== -1) throw outsideThePlan(outside);
    return [...new Set(named)].toSorted();
  }

  /** Null for a camera that is not there for whoever asks: the map refuses that one. */
  private villageOf(change: PricedChange['change']): string | null {
    if (change.kind === 'buy') return change.camera.villageId;
    const villageId = this.town.cameras.get(change.cameraId)?.facts.villageId;
    return villageId !== undefined && this.scope.allows(villageId) ? villageId : null;
  }
}

function outsideThePlan(at: number): DomainError {
  const path = `changes.${at}`;
  const message = 'is in none of the villages that the plan is about; name its village, too, in villageIds';
  return new DomainError('unprocessable', 'outside-plan-villages', `${path}: ${message}.`, [
    { path, message },
  ]);
}
