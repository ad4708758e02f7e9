import { toIso } from '../../kernel/instant.js';
import type { Adoption } from '../app/adoption.service.js';
import type { BulkItem } from '../app/bulk-adoption.service.js';
import type { MatchedCandidate } from '../app/candidates.service.js';
import type { Candidate } from '../domain/candidate.js';
import { scopeOf } from '../domain/sighting.js';

export function candidateAnswer({ candidate, match }: MatchedCandidate) {
  const { address, said, identity, greeted, trials } = candidate;
  return {
    id: candidate.id,
    zoneId: candidate.zoneId,
    endpoint: candidate.endpoint,
    isEndpointShared: candidate.isEndpointShared,
    ...address,
    otherHosts: candidate.otherHosts,
    foundBy: candidate.foundBy,
    name: scopeOf(said.scopes, 'name'),
    location: scopeOf(said.scopes, 'location'),
    types: said.types,
    scopes: said.scopes,
    ...identity,
    greeted,
    interviewed: interviewAnswer(candidate),
    trials: trials.map(({ triedAt, ...trial }) => ({ ...trial, triedAt: toIso(triedAt) })),
    match,
    firstSeenAt: toIso(candidate.firstSeenAt),
    lastSeenAt: toIso(candidate.lastSeenAt),
    searchId: candidate.searchId,
  };
}

export function adoptionAnswer({ action, camera, confirmation }: Adoption) {
  const { isLive, rung, fault, candidate } = confirmation;
  const frame = isLive ? (candidate.interviewed?.frame ?? null) : null;
  return { action, camera, confirmation: { isLive, rung, fault, frame } };
}

export function bulkAnswer(items: readonly BulkItem[], dryRun: boolean) {
  const count = (holds: (item: BulkItem) => boolean): number => items.filter(holds).length;
  return {
    dryRun,
    summary: {
      entered: count(({ plan }) => plan === 'enter'),
      mended: count(({ plan }) => plan === 'mend'),
      skipped: count(({ plan }) => plan === 'skip'),
      live: count(({ adoption }) => adoption?.confirmation.isLive === true),
      planned: count(({ adoption }) => adoption?.camera.lifecycle === 'planned'),
    },
    items: items.map(({ candidate, match, rule, plan, reason, adoption }) => ({
      candidateId: candidate.id,
      host: candidate.address.host,
      port: candidate.address.port,
      match,
      network: rule?.network ?? null,
      plan,
      reason,
      ...(adoption === null ? { camera: null, confirmation: null } : adoptionAnswer(adoption)),
    })),
  };
}

function interviewAnswer({ interviewed }: Candidate) {
  return interviewed === null ? null : { ...interviewed, at: toIso(interviewed.at) };
}
