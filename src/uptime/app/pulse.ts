import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { WriteHealth } from '../../platform/health/write-health.js';
import { Log } from '../../platform/logging/log.js';
import { UptimeStore } from '../store/uptime.store.js';
import { DailyChores } from './daily-chores.js';
import { StandingChanges } from './standing-changes.js';

const PULSE_MS = 5_000;

/**
 * Writes down every few seconds that we are alive, so that the next start knows since when nobody looked. A beat says
 * that everything up to it is committed; so changes are written first, and where that fails there is no beat.
 */
@Injectable()
export class Pulse {
  private cancel: Cancel = () => {};
  private isStopped = false;
  private lastAwake: Instant | null = null;
  private underWay: Promise<void> | null = null;

  constructor(
    @Inject(UptimeStore) private readonly store: UptimeStore,
    @Inject(StandingChanges) private readonly changes: StandingChanges,
    @Inject(DailyChores) private readonly chores: DailyChores,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
    @Inject(WriteHealth) private readonly health: WriteHealth,
    @Inject(Log) private readonly log: Log,
  ) {}

  async start(): Promise<void> {
    await this.beat();
    if (this.isStopped) return;
    this.cancel = this.clock.after(PULSE_MS, () => void this.start());
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.cancel();
    await this.underWay;
    await this.beat();
  }

  private async beat(): Promise<void> {
    const now = this.clock.now();
    this.forgetPause(now);
    this.lastAwake = now;
    if (await this.changes.commit()) await this.write(now);
    // A database that is slow is no sleep.
    this.lastAwake = this.clock.now();
  }

  private async write(now: Instant): Promise<void> {
    try {
      await this.store.beat(now);
      this.health.succeeded();
      if (!this.isStopped) this.doChores(now);
    } catch (cause) {
      this.health.failed(cause);
      this.log.error({ err: cause }, 'the pulse could not be written');
    }
  }

  /** Now, because a pause was forgotten and all changes are committed; but no beat waits for them. */
  private doChores(now: Instant): void {
    this.underWay ??= this.chores
      .step(now)
      .catch((cause: unknown) => this.log.error({ err: cause }, 'days could not be counted; trying again'))
      .finally(() => {
        this.underWay = null;
      });
  }

  /** A machine that slept, or a clock that leapt ahead: longer than confirming offline takes, nobody looked. */
  private forgetPause(now: Instant): void {
    const patienceMs =
      PULSE_MS + this.config.uptime.missedHeartbeats * this.config.probing.heartbeatIntervalS * 1_000;
    if (this.lastAwake === null || now - this.lastAwake <= patienceMs) return;
    this.log.warn({ pausedS: Math.round((now - this.lastAwake) / 1_000) }, 'we stood still; nobody looked');
    this.changes.standStill(this.lastAwake);
  }
}
