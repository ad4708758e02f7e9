import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { type CameraGroup, Coverage, type VillageCoverage } from '../coverage.facade.js';
import { CoverageBook } from './coverage-book.js';
import { FollowTown } from './follow-town.js';
import { LiveMap } from './live-map.js';
import { Town } from './town.js';

/** What other rooms see, whoever asks. */
@Injectable()
export class CoverageDoor extends Coverage {
  constructor(
    @Inject(CoverageBook) private readonly book: CoverageBook,
    @Inject(LiveMap) private readonly map: LiveMap,
    @Inject(FollowTown) private readonly following: FollowTown,
    @Inject(Town) private readonly town: Town,
  ) {
    super();
  }

  villages(): readonly VillageCoverage[] {
    return this.book.latest?.villages ?? [];
  }

  async closedGaps(groups: readonly CameraGroup[]): Promise<readonly (readonly string[])[] | null> {
    if (this.book.latest === null) return null;
    await this.following.caughtUp();
    // A town without places needs no thread to know that none is seen.
    if (this.town.places.length === 0) return groups.map(() => []);
    try {
      return await this.map.ask({ kind: 'closed-gaps', groups });
    } catch (cause) {
      if (cause instanceof DomainError && cause.kind === 'unavailable') return null;
      throw cause;
    }
  }
}
