import type { Candidate } from '../domain/candidate.js';
import type { FoundBy } from '../domain/sighting.js';
import type { CandidateRow } from './rows.js';

export function toCandidate(row: CandidateRow): Candidate {
  const { host, port, path, tls, vendor, model, firmware, serial, mac, types, scopes } = row;
  return {
    id: row.id,
    zoneId: row.zoneId,
    key: row.key,
    endpoint: row.endpoint,
    isEndpointShared: row.isEndpointShared,
    address: { host, port, path, tls },
    otherHosts: row.otherHosts,
    foundBy: row.foundBy as FoundBy,
    said: { types, scopes },
    identity: { vendor, model, firmware, serial, mac },
    greeted: row.greeted,
    interviewed: row.interviewed,
    trials: row.trials,
    cameraId: row.cameraId,
    firstSeenAt: row.firstSeenAt,
    lastSeenAt: row.lastSeenAt,
    searchId: row.searchId,
  };
}

export function toCandidateRow(candidate: Candidate): CandidateRow {
  const { address, said, identity, otherHosts, trials, ...plain } = candidate;
  return {
    ...plain,
    ...address,
    ...identity,
    types: [...said.types],
    scopes: [...said.scopes],
    otherHosts: [...otherHosts],
    trials: [...trials],
  };
}
