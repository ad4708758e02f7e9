import { Inject, Injectable } from '@nestjs/common';
import { type Instant, SECOND_MS } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { StandingChanges } from './standing-changes.js';

/** A machine that slept, or a clock that leapt ahead: longer than confirming offline takes, nobody looked. */
@Injectable()
export class SleepWatch {
  private lastAwake: Instant | null = null;

  constructor(
    @Inject(StandingChanges) private readonly changes: StandingChanges,
    @Inject(Config) private readonly config: Pick<Config, 'uptime' | 'probing'>,
    @Inject(Log) private readonly log: Log,
  ) {}

  awakeAt(now: Instant): void {
    this.lastAwake = now;
  }

  /** Asked at least every `everyMs`; forgets what stood still meanwhile. */
  look(now: Instant, everyMs: number): void {
    const { uptime, probing } = this.config;
    const patienceMs = everyMs + uptime.missedHeartbeats * probing.heartbeatIntervalS * SECOND_MS;
    const { lastAwake } = this;
    this.lastAwake = now;
    if (lastAwake === null || now - lastAwake <= patienceMs) return;
    this.log.warn({ pausedS: Math.round((now - lastAwake) / SECOND_MS) }, 'we stood still; nobody looked');
    this.changes.standStill(lastAwake);
  }
}
