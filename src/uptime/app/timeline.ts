import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { DAY_MS, type Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Transition } from '../domain/standing.js';
import { TimelineStore } from '../store/timeline.store.js';

export interface TimelineBounds {
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface TimelineAnswer {
  readonly from: Instant;
  readonly to: Instant;
  /** The transition that brought what held at `from`; null where nobody had looked yet. */
  readonly before: Transition | null;
  /** Oldest first. */
  readonly items: readonly Transition[];
  readonly nextCursor: string | null;
}

/** The history of one camera. */
@Injectable()
export class Timeline {
  constructor(
    @Inject(TimelineStore) private readonly store: TimelineStore,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The 30 days before `to` where no `from` is given; up to now where no `to` is. */
  async of(cameraId: string, bounds: TimelineBounds): Promise<TimelineAnswer> {
    const to = bounds.to ?? this.clock.now();
    const from = bounds.from ?? to - 30 * DAY_MS;
    if (from > to) throw wrong('from', 'must not be later than to');
    const { limit, cursor = null } = bounds;
    const page = await this.store.page({ cameraId, from, to, limit, cursor });
    if (page === null) throw wrong('cursor', 'must be the nextCursor of an earlier page');
    return { from, to, before: await this.store.lastBefore(cameraId, from), ...page };
  }
}

function wrong(path: string, message: string): DomainError {
  return new DomainError('invalid', 'invalid-request', `${path}: ${message}`, [{ path, message }]);
}
