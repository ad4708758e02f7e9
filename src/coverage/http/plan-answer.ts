import { isoOrNull, toIso } from '../../kernel/instant.js';
import type { NamesNow } from '../app/names.js';
import { type Comparison, figuresOf } from '../domain/plans/compare-plans.js';
import type { Plan } from '../domain/plans/plan.js';
import type { PlanResult } from '../domain/plans/plan-result.js';
import { changeAnswer } from './change.schema.js';
import { effectAnswer } from './planning-answer.js';

/** A plan among others: what it costs and gains. */
export function planLine(plan: Plan, names: NamesNow) {
  const { id, name, note, state, villageIds, items, promise, createdBy } = plan;
  return {
    id,
    name,
    note,
    state,
    villages: villageIds.map((villageId) => names.village(villageId)),
    changeCount: items.length,
    ...figuresOf(promise),
    createdBy,
    promisedAt: toIso(plan.promisedAt),
    enteredAt: isoOrNull(plan.enteredAt),
    createdAt: toIso(plan.createdAt),
    updatedAt: toIso(plan.updatedAt),
  };
}

/** The revision leaves as the ETag. */
export function planAnswer(plan: Plan, names: NamesNow) {
  return {
    ...planLine(plan, names),
    changes: plan.items.map((item) => ({ id: item.id, ...changeAnswer(item) })),
    promise: effectAnswer(plan.promise, names),
  };
}

export function comparisonAnswer(
  [one, other]: readonly [Plan, Plan],
  { first, second, places }: Comparison,
  names: NamesNow,
) {
  return {
    first: { plan: { id: one.id, name: one.name }, ...first },
    second: { plan: { id: other.id, name: other.name }, ...second },
    places: places.map(({ placeId, villageId, ...standing }) => ({
      place: { ...names.place(placeId), village: names.village(villageId) },
      ...standing,
    })),
  };
}

export function resultAnswer(plan: Plan, { items, places, ...figures }: PlanResult, names: NamesNow) {
  const standings = new Map(items.map(({ id, standing }) => [id, standing]));
  return {
    ...figures,
    promisedAt: toIso(plan.promisedAt),
    enteredAt: isoOrNull(plan.enteredAt),
    changes: plan.items.map((item) => ({
      id: item.id,
      ...changeAnswer(item),
      standing: standings.get(item.id) ?? 'open',
    })),
    places: places.map(({ placeId, villageId, ...standing }) => ({
      place: { ...names.place(placeId), village: names.village(villageId) },
      ...standing,
    })),
  };
}
