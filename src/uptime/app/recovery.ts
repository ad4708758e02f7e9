import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { StartError } from '../../platform/start-error.js';
import { Registry } from '../../registry/index.js';
import type { Standing } from '../domain/standing.js';
import { UptimeStore } from '../store/uptime.store.js';
import { ReconcileOutages } from './reconcile-outages.js';
import { StandingChanges } from './standing-changes.js';
import { BOOK_KEEPS_MS, UptimeBook } from './uptime-book.js';

/** Brings back into memory what was known, and forgets what nobody saw. */
@Injectable()
export class Recovery {
  constructor(
    @Inject(UptimeStore) private readonly store: UptimeStore,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(UptimeBook) private readonly book: UptimeBook,
    @Inject(StandingChanges) private readonly changes: StandingChanges,
    @Inject(ReconcileOutages) private readonly outages: ReconcileOutages,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Since the last pulse nobody looked: from then on every camera is unknown, and neither up nor down. A start that
   * cannot write that down fails: the next pulse would count the gap as watched.
   */
  async recover(): Promise<void> {
    const now = this.clock.now();
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
    await this.outages.reconcile(now);
    // A clock that was set back meanwhile must not date the gap into the future.
    if (lastAlive !== null) this.changes.standStill(Math.min(lastAlive, now));
    if (await this.changes.commit()) return;
    throw new StartError(
      'uptime: the time that nobody looked cannot be written to the database; see the log',
    );
  }
}
