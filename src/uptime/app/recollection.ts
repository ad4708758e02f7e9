import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { Registry } from '../../registry/index.js';
import type { Standing } from '../domain/standing.js';
import { UptimeStore } from '../store/uptime.store.js';
import { StandingChanges } from './standing-changes.js';
import { BOOK_KEEPS_MS, UptimeBook } from './uptime-book.js';

/** Brings back into memory what was written down of the cameras that the register knows. */
@Injectable()
export class Recollection {
  constructor(
    @Inject(UptimeStore) private readonly store: UptimeStore,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(UptimeBook) private readonly book: UptimeBook,
    @Inject(StandingChanges) private readonly changes: StandingChanges,
  ) {}

  /** Answers up to when that is all there was; null before the first pulse. */
  async recall(now: Instant): Promise<Instant | null> {
    const lastAlive = await this.store.lastAlive();
    for await (const page of this.store.transitionsSince(now - BOOK_KEEPS_MS)) {
      for (const { cameraId, at, state, fault } of page) this.book.remember(cameraId, at, state, fault);
    }
    const known = new Map<string, Standing>(await this.store.standings());
    for (const summary of await this.registry.cameras()) {
      const standing = known.get(summary.id);
      if (standing === undefined) this.changes.enter(summary, now);
      else this.book.enter(summary, standing);
    }
    return lastAlive;
  }
}
