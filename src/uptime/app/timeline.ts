import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { DAY_MS, type Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Transition } from '../domain/standing.js';
import { TimelineStore } from '../store/timeline.store.js';
import {
  compareEntries,
  type TimelineEntry,
  type TimelineRequest,
  Timelines,
  type TimelineSource,
} from '../timeline-source.js';

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
  readonly items: readonly TimelineEntry[];
  readonly nextCursor: string | null;
}

/** All that happened to one camera, from every source, in one order. */
@Injectable()
export class Timeline extends Timelines {
  private readonly sources: TimelineSource[] = [];

  constructor(
    @Inject(TimelineStore) private readonly store: TimelineStore,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super();
  }

  add(source: TimelineSource): void {
    this.sources.push(source);
  }

  /** The 30 days before `to` where no `from` is given; up to now where no `to` is. */
  async of(cameraId: string, bounds: TimelineBounds): Promise<TimelineAnswer> {
    const to = bounds.to ?? this.clock.now();
    const from = bounds.from ?? to - 30 * DAY_MS;
    if (from > to) throw wrong('from', 'must not be later than to');
    const after = bounds.cursor === undefined ? null : readCursor(bounds.cursor);
    const { limit } = bounds;
    const entries = await this.entries({ cameraId, from, to, after, limit: limit + 1 });
    const items = entries.slice(0, limit);
    const nextCursor = entries.length > limit ? cursorOf(items.at(-1)!) : null;
    return { from, to, before: await this.store.lastBefore(cameraId, from), items, nextCursor };
  }

  private async entries(request: TimelineRequest): Promise<readonly TimelineEntry[]> {
    const { from, to, after } = request;
    const found = await Promise.all(this.sources.map((source) => source.entries(request)));
    return found
      .flat()
      .filter((entry) => entry.at >= from && entry.at <= to)
      .filter((entry) => after === null || compareEntries(entry, after) > 0)
      .toSorted(compareEntries);
  }
}

function cursorOf({ at, kind, id }: TimelineEntry): string {
  return Buffer.from(JSON.stringify([at, kind, id])).toString('base64url');
}

function readCursor(cursor: string): NonNullable<TimelineRequest['after']> {
  try {
    const [at, kind, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (Number.isSafeInteger(at) && typeof kind === 'string' && typeof id === 'string')
      return { at: at as number, kind, id };
  } catch {
    // Not ours.
  }
  throw wrong('cursor', 'must be the nextCursor of an earlier page');
}

function wrong(path: string, message: string): DomainError {
  return new DomainError('invalid', 'invalid-request', `${path}: ${message}`, [{ path, message }]);
}
