import { Inject, Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { type OutageOfCamera, Uptime } from '../../uptime/index.js';
import { escalated } from '../domain/outage-notices.js';
import { escalationDue, type EscalationPolicy } from '../domain/told.js';
import { Ages } from './ages.js';
import { downByThread } from './down-by-thread.js';
import { InHand } from './in-hand.js';
import { Teller } from './teller.js';

/** Tells again, and others, what people were told of and nobody looks after. */
@Injectable()
export class Escalation {
  private readonly ages: Ages;

  constructor(
    @Inject(Teller) private readonly teller: Teller,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(InHand) private readonly inHand: InHand,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'dispatch'>,
  ) {
    this.ages = new Ages(clock);
  }

  async round(): Promise<void> {
    const now = this.clock.now();
    const downOf = downByThread(this.uptime.openOutages());
    const threads = this.teller.openThreads();
    this.ages.keep(threads.map(({ thread, toldAt }) => [thread, toldAt]));
    for (const told of threads) {
      const down = downOf.get(told.thread) ?? [];
      const agoMs = this.ages.ofMs(told.thread);
      const step = escalationDue(told, agoMs, policyOf(this.config));
      if (step === null || down.length === 0 || this.isLookedAfter(down)) continue;
      await this.teller.follow(escalated(told, step, { now, agoMs }), { ...told, escalations: step });
    }
  }

  /** Somebody said so of one of them, or accepted a work order. */
  private isLookedAfter(down: readonly OutageOfCamera[]): boolean {
    return down.some(
      ({ acknowledgement, cameraId }) => acknowledgement !== null || this.inHand.has(cameraId),
    );
  }
}

function policyOf({ dispatch }: Pick<Config, 'dispatch'>): EscalationPolicy {
  return {
    urgentAfterMs: dispatch.escalateUrgentAfterS * SECOND_MS,
    routineAfterMs: dispatch.escalateRoutineAfterS * SECOND_MS,
    maxSteps: dispatch.escalationSteps,
  };
}
