import { isoOrNull, toIso } from '../../kernel/instant.js';
import type { Search } from '../domain/search.js';

export function searchAnswer(search: Search) {
  const { id, request, status, progress, startedBy, startedAt, finishedAt, failure } = search;
  return {
    id,
    ...request,
    status,
    progress,
    startedBy,
    startedAt: toIso(startedAt),
    finishedAt: isoOrNull(finishedAt),
    failure,
  };
}
