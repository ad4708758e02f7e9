import { Inject, Injectable } from '@nestjs/common';
import type { Position } from '../../kernel/geography.js';
import type { PlaceGeometry } from '../../registry/index.js';
import type { Change, PricedChange } from '../domain/changes/change.js';
import type { PlaceDifference } from '../domain/changes/effect.js';
import { figuresOf, type PlanFigures } from '../domain/plans/compare-plans.js';
import type { Plan } from '../domain/plans/plan.js';
import { Names, type NamesNow } from './names.js';
import { Town } from './town.js';

/** One change, as people read it. */
export interface ReportedChange {
  readonly id: string;
  readonly kind: Change['kind'];
  /** Of the camera. */
  readonly name: string;
  readonly villageName: string | null;
  /** Where the camera hangs now; null for one that is bought, and where nobody knows. */
  readonly from: Position | null;
  /** Where it hangs afterwards; null where it stays or goes. */
  readonly to: Position | null;
  /** Clockwise from north; null where it stays as it is, or as is usual. */
  readonly headingDeg: number | null;
  readonly costFen: number;
}

export interface ReportedPlace extends Omit<PlaceDifference, 'villageId'> {
  readonly name: string;
  readonly villageName: string;
  /** Null for a place that is no more. */
  readonly geometry: PlaceGeometry | null;
}

/** A plan with everything that somebody needs who reads it on paper. */
export interface PlanReport {
  readonly plan: Plan;
  readonly figures: PlanFigures;
  readonly villageNames: readonly string[];
  readonly changes: readonly ReportedChange[];
  readonly places: readonly ReportedPlace[];
}

/** Gathers what a plan's files tell, with the names of today. */
@Injectable()
export class PlanReports {
  constructor(
    @Inject(Town) private readonly town: Town,
    @Inject(Names) private readonly names: Names,
  ) {}

  of(plan: Plan): PlanReport {
    const names = this.names.read();
    const geometries = new Map(this.town.places.map(({ id, geometry }) => [id, geometry]));
    return {
      plan,
      figures: figuresOf(plan.promise),
      villageNames: plan.villageIds.map((id) => names.village(id).name),
      changes: plan.items.map((item) => this.change(item, names)),
      places: plan.promise.differences.map(({ villageId, ...difference }) => ({
        ...difference,
        name: names.place(difference.placeId).name,
        villageName: names.village(villageId).name,
        geometry: geometries.get(difference.placeId) ?? null,
      })),
    };
  }

  private change({ id, change, costFen }: PricedChange, names: NamesNow): ReportedChange {
    const { kind } = change;
    if (kind === 'buy') {
      const { name, villageId, position: to, mounting } = change.camera;
      const villageName = names.village(villageId).name;
      return { id, kind, name, villageName, from: null, to, headingDeg: mounting.headingDeg, costFen };
    }
    const facts = this.town.cameras.get(change.cameraId)?.facts;
    return {
      id,
      kind,
      name: names.camera(change.cameraId).name,
      villageName: facts === undefined ? null : names.village(facts.villageId).name,
      from: facts?.position ?? null,
      to: kind === 'move' ? change.position : null,
      headingDeg: kind === 'move' || kind === 'turn' ? change.headingDeg : null,
      costFen,
    };
  }
}
