import type { CoverageGrounds } from '../domain/map/grounds.js';
import { TownMap } from '../domain/map/town-map.js';
import { answerRepairs, type RepairsAsked } from '../domain/planning/answer-repairs.js';
import { answerSuggestions, type SuggestionsAsked } from '../domain/planning/answer-suggestions.js';
import { answerThread } from './answer-thread.js';

/** What a thread is handed: the town as it stands, and the one question that it answers. */
export interface AdviceAsked {
  readonly grounds: CoverageGrounds;
  readonly question:
    | { readonly kind: 'suggestions'; readonly asked: SuggestionsAsked }
    | { readonly kind: 'repairs'; readonly asked: RepairsAsked };
}

answerThread(({ grounds, question }: AdviceAsked) => {
  const map = TownMap.of(grounds);
  if (question.kind === 'repairs') return answerRepairs(map, question.asked);
  return answerSuggestions(map, question.asked);
});
