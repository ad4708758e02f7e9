import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { StartError } from '../../platform/start-error.js';
import { Recollection } from './recollection.js';
import { ReconcileOutages } from './reconcile-outages.js';
import { StandingChanges } from './standing-changes.js';

/** Brings back into memory what was known, and forgets what nobody saw. */
@Injectable()
export class Recovery {
  constructor(
    @Inject(Recollection) private readonly recollection: Recollection,
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
    const lastAlive = await this.recollection.recall(now);
    await this.outages.reconcile(now);
    // A clock that was set back meanwhile must not date the gap into the future.
    if (lastAlive !== null) this.changes.standStill(Math.min(lastAlive, now));
    if (await this.changes.commit()) return;
    throw new StartError(
      'uptime: the time that nobody looked cannot be written to the database; see the log',
    );
  }
}
