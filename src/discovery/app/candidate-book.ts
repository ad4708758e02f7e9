import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { type Candidate, placeOf } from '../domain/candidate.js';
import { linkOf } from '../domain/link.js';
import { recognise, sighted } from '../domain/recognise.js';
import type { Sighting } from '../domain/sighting.js';
import type { Search } from '../domain/search.js';
import { CandidateStore, type Kept } from '../store/candidate.store.js';
import { MatchDesk } from './match-desk.js';
import type { Found } from './search-run.js';

/** Writes down what a search found. */
@Injectable()
export class CandidateBook {
  constructor(
    @Inject(CandidateStore) private readonly store: CandidateStore,
    @Inject(MatchDesk) private readonly matches: MatchDesk,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  record({ id: searchId, request }: Search, found: readonly Found[]): Promise<readonly Candidate[]> {
    const { zoneId } = request;
    const greetedAt = new Map(found.map(({ sighting, greeted }) => [placeOf(sighting.address), greeted]));
    const keep = (sighting: Sighting, among: readonly Candidate[]): Kept => {
      const recognised = recognise(sighting, among);
      const now = { searchId, zoneId, at: this.clock.now(), id: this.ids.next() };
      const candidate = sighted(sighting, recognised, now);
      const absorbed = recognised.absorbed?.id;
      const absorbedIds = absorbed === undefined || absorbed === candidate.id ? [] : [absorbed];
      return {
        candidate: { ...candidate, greeted: greetedAt.get(placeOf(sighting.address)) ?? null },
        absorbedIds,
      };
    };
    return this.store.record(
      zoneId,
      found.map(({ sighting }) => sighting),
      keep,
    );
  }

  /** Remembers which cameras the candidates are, so that an endpoint is recognised when it moves. */
  async link(searchId: string): Promise<void> {
    for (const candidate of await this.store.all({ zoneId: null, searchId })) {
      const cameraId = linkOf(await this.matches.matchOf(candidate), candidate.cameraId);
      if (cameraId !== candidate.cameraId) await this.store.link(candidate.id, cameraId);
    }
  }
}
