import { Inject, Injectable } from '@nestjs/common';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { AliveMark } from './alive-mark.js';
import { IdleChores } from './idle-chores.js';
import { MaintenanceWatch } from './maintenance-watch.js';
import { SleepWatch } from './sleep-watch.js';

const PULSE_MS = 5_000;

/**
 * Writes down every few seconds that we are alive, so that the next start knows since when nobody looked. A beat says
 * that everything up to it is committed; so changes are written first, and where that fails there is no beat.
 */
@Injectable()
export class Pulse {
  private cancel: Cancel = () => {};
  private isStopped = false;

  constructor(
    @Inject(AliveMark) private readonly mark: AliveMark,
    @Inject(SleepWatch) private readonly sleep: SleepWatch,
    @Inject(IdleChores) private readonly chores: IdleChores,
    @Inject(MaintenanceWatch) private readonly maintenance: MaintenanceWatch,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    await this.beat();
    if (this.isStopped) return;
    this.cancel = this.clock.after(PULSE_MS, () => void this.start());
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.cancel();
    await this.chores.done();
    await this.beat();
  }

  private async beat(): Promise<void> {
    const [now, nowMs] = [this.clock.now(), this.clock.monotonicMs()];
    this.sleep.look(now, PULSE_MS);
    this.maintenance.look(now);
    const isMarked = await this.mark.set(now);
    // Now, because a pause was forgotten and all changes are committed.
    if (isMarked && !this.isStopped) this.chores.begin(now);
    // A database that is slow is no sleep; by the clock that never jumps, for the other may leap meanwhile.
    this.sleep.awakeAt(now + this.clock.monotonicMs() - nowMs);
  }
}
