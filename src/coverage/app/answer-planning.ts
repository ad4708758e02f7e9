import { effectOf } from '../domain/changes/effect.js';
import type { TownMap } from '../domain/map/town-map.js';
import { answerWeakPoints } from '../domain/planning/answer-weak-points.js';
import { compare } from '../domain/plans/compare-plans.js';
import { heldAgainst } from '../domain/plans/plan-result.js';
import { USUAL_SIGHTS } from '../domain/sight/sight-facts.js';
import { footprintsAfter } from './footprints-after.js';
import type { PlanningQuestion } from './planning-talk.js';

/** What the map says to a planner; it stays as it is. A {@link DomainError} where the question makes no sense on it. */
export function answerPlanning(map: TownMap, question: PlanningQuestion): unknown {
  switch (question.kind) {
    case 'what-if':
      return effectOf(map, question.changes, question.villageIds, USUAL_SIGHTS);
    case 'footprints-after':
      return footprintsAfter(map, question);
    case 'weak-points':
      return answerWeakPoints(map, question);
    case 'comparison': {
      const { first, second, villageIds } = question;
      return compare(
        effectOf(map, first, villageIds, USUAL_SIGHTS),
        effectOf(map, second, villageIds, USUAL_SIGHTS),
      );
    }
    case 'result':
      return heldAgainst(question.plan, {
        plane: map.grounds.plane,
        status: (placeId) => map.status(placeId)?.status ?? null,
        camera: (cameraId) => map.entry(cameraId)?.camera ?? null,
      });
  }
}
