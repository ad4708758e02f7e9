import type { NamesNow } from '../app/names.js';
import type { Effect } from '../domain/changes/effect.js';
import type { RepairAnswer } from '../domain/planning/answer-repairs.js';
import type { SuggestionsAnswer } from '../domain/planning/answer-suggestions.js';
import type { WeakPointAnswer } from '../domain/planning/answer-weak-points.js';
import { figuresOf } from '../domain/plans/compare-plans.js';
import { changeAnswer } from './change.schema.js';

/** What changes do, place by place, with what they cost and the weights of gaps that they close, less those they open. */
export function effectAnswer(effect: Effect, names: NamesNow) {
  const { before, after, differences } = effect;
  return {
    ...figuresOf(effect),
    before,
    after,
    places: differences.map(({ placeId, villageId, ...difference }) => ({
      place: { ...names.place(placeId), village: names.village(villageId) },
      ...difference,
    })),
  };
}

export function suggestionsAnswer(answer: SuggestionsAnswer, names: NamesNow) {
  const { cameras, unmetRequiredPlaceIds, effect, ...rest } = answer;
  return {
    suggestions: cameras.map(({ item, type, ...figures }) => ({
      change: changeAnswer(item),
      type,
      ...(item.change.kind === 'buy' ? {} : { camera: names.camera(item.change.cameraId) }),
      ...figures,
    })),
    ...rest,
    unmetRequiredPlaces: unmetRequiredPlaceIds.map((id) => names.place(id)),
    effect: effectAnswer(effect, names),
  };
}

export function repairAnswer({ cameraId, ...repair }: RepairAnswer, names: NamesNow) {
  const { closesPlaceIds, closesAlonePlaceIds, ...figures } = repair;
  return {
    camera: names.camera(cameraId),
    ...figures,
    closes: closesPlaceIds.map((id) => names.place(id)),
    closesAlone: closesAlonePlaceIds.map((id) => names.place(id)),
  };
}

export function weakPointAnswer(
  { kind, name, cameraIds, opensPlaceIds, ...point }: WeakPointAnswer,
  names: NamesNow,
) {
  return {
    kind,
    ...(kind === 'camera' ? names.camera(name) : { id: null, name }),
    cameras: cameraIds.map((id) => names.camera(id)),
    opens: opensPlaceIds.map((id) => names.place(id)),
    ...point,
  };
}
