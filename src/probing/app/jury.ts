import { Inject, Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import type { ProbeTarget } from '../../registry/index.js';
import type { Evidence } from '../domain/evidence.js';
import { type History, judge } from '../domain/judge.js';
import { credentialKeyOf, isInDoubt } from '../domain/login-budget.js';
import type { Verdict } from '../domain/verdict.js';
import type { Climb } from './climb.js';
import { OwnClock } from './own-clock.js';

/** Judges what a climb saw, with what is known beside it: the camera's history, and how far our own clock is to be trusted. */
@Injectable()
export class Jury {
  constructor(
    @Inject(OwnClock) private readonly ownClock: OwnClock,
    @Inject(Config) private readonly config: Pick<Config, 'probing'>,
  ) {}

  judge(target: ProbeTarget, { begunMs, evidence, memory }: Climb): Verdict {
    const clockOffsetMs = this.ownClock.weigh(evidence.cameraId, evidence.clockOffsetMs, begunMs);
    return judge({ ...evidence, clockOffsetMs }, historyOf(target, memory), this.config.probing);
  }

  /** A probe that was made a while ago says nothing of our own clock now. */
  judgeLate(evidence: Evidence, history: History): Verdict {
    const { clockOffsetMs } = evidence;
    const corrected = clockOffsetMs === null ? null : clockOffsetMs - this.ownClock.errorS * SECOND_MS;
    return judge({ ...evidence, clockOffsetMs: corrected }, history, this.config.probing);
  }
}

export function historyOf(target: ProbeTarget, { lastPicture, budget }: Climb['memory']): History {
  const key = credentialKeyOf(target);
  return { lastPicture, isLoginInDoubt: key !== null && isInDoubt(budget, key) };
}
