import { Inject, Injectable } from '@nestjs/common';
import { type MatchableCamera, RegistryEntries } from '../../registry/index.js';
import { networkHolds } from '../domain/allowance.js';
import type { Candidate } from '../domain/candidate.js';
import type { Match, MatchKind } from '../domain/match.js';
import type { Search, SearchRequest } from '../domain/search.js';
import { type CandidateFilter, CandidateStore } from '../store/candidate.store.js';
import { MatchDesk } from './match-desk.js';
import { notFound } from './refusals.js';

export interface MatchedCandidate {
  readonly candidate: Candidate;
  readonly match: Match;
}

export interface MissingCamera {
  readonly camera: MatchableCamera;
  /** The search asked this very host, alone or in a range; by multicast nobody knows who was reached. */
  readonly wasAsked: boolean;
}

interface PageRequest {
  readonly limit: number;
  readonly cursor: string | null;
}

/** What was found, beside what is registered. */
@Injectable()
export class CandidatesService {
  constructor(
    @Inject(CandidateStore) private readonly store: CandidateStore,
    @Inject(MatchDesk) private readonly matches: MatchDesk,
    @Inject(RegistryEntries) private readonly entries: RegistryEntries,
  ) {}

  async get(id: string): Promise<MatchedCandidate> {
    const candidate = (await this.store.find(id)) ?? notFound('candidate', id);
    return { candidate, match: await this.matches.matchOf(candidate) };
  }

  /** Null of `kind` filters nothing. Matches are made as the register is now, so pages are gathered until one is full. */
  async list(
    filter: CandidateFilter & { readonly kind: MatchKind | null },
    { limit, cursor }: PageRequest,
  ): Promise<MatchedCandidate[]> {
    const found: MatchedCandidate[] = [];
    for (let from = cursor; ;) {
      const page = await this.store.some(filter, { limit, cursor: from });
      for (const candidate of page) {
        const match = await this.matches.matchOf(candidate);
        if (filter.kind === null || match.kind === filter.kind) found.push({ candidate, match });
        if (found.length === limit) return found;
      }
      if (page.length < limit) return found;
      from = page.at(-1)!.id;
    }
  }

  /** All of a search or a zone. */
  async all(filter: CandidateFilter): Promise<MatchedCandidate[]> {
    const candidates = await this.store.all(filter);
    return Promise.all(
      candidates.map(async (candidate) => ({ candidate, match: await this.matches.matchOf(candidate) })),
    );
  }

  /** Cameras that ought to be there and were not found, in the order of ids. */
  async missing({ id, request }: Search): Promise<MissingCamera[]> {
    const found = await this.all({ zoneId: null, searchId: id });
    const foundIds = new Set(found.flatMap(({ match }) => camerasIn(match)));
    const cameras = await this.entries.matchable(request.zoneId);
    return cameras
      .filter(({ lifecycle }) => lifecycle === 'in-service' || lifecycle === 'under-repair')
      .filter(({ cameraId }) => !foundIds.has(cameraId))
      .map((camera) => ({ camera, wasAsked: wasAsked(camera.network.host, request) }));
  }
}

/** A camera that may be the one is not missing. */
function camerasIn(match: Match): readonly string[] {
  if (match.kind === 'new') return [];
  return match.kind === 'ambiguous' ? match.cameraIds : [match.cameraId];
}

function wasAsked(host: string, { hosts, ranges }: SearchRequest): boolean {
  return hosts.includes(host) || ranges.some((range) => networkHolds(range, host));
}
