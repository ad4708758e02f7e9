import { Inject, Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/logging/log.js';
import { IncidentWatch } from './incident-watch.js';
import { OutageKeeper } from './outage-keeper.js';

const TICK_MS = SECOND_MS;
/** What a tick counts at most: a machine that slept saw nothing live. */
const LONGEST_TICK_MS = 5 * TICK_MS;

/** Looks every second at what time alone decides: what was live for long enough, and what fell together. */
@Injectable()
export class OutageWatch {
  private cancel: Cancel = () => {};
  private isStopped = false;
  private lastTickMs = 0;

  constructor(
    @Inject(OutageKeeper) private readonly outages: OutageKeeper,
    @Inject(IncidentWatch) private readonly incidents: IncidentWatch,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    this.lastTickMs = this.clock.monotonicMs();
    this.plan();
  }

  stop(): void {
    this.isStopped = true;
    this.cancel();
  }

  private plan(): void {
    if (this.isStopped) return;
    this.cancel = this.clock.after(TICK_MS, () => void this.tick().finally(() => this.plan()));
  }

  private async tick(): Promise<void> {
    try {
      const monotonicMs = this.clock.monotonicMs();
      const elapsedMs = Math.min(monotonicMs - this.lastTickMs, LONGEST_TICK_MS);
      this.lastTickMs = monotonicMs;
      this.outages.pass(elapsedMs, this.clock.now());
      await this.incidents.look(monotonicMs, this.clock.now());
    } catch (cause) {
      this.log.error({ err: cause }, 'outages could not be grouped; trying again in a second');
    }
  }
}
