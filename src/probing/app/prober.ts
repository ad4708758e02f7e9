import { Inject, Injectable } from '@nestjs/common';
import { EventBus } from '../../platform/events/event-bus.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { type ProbeTarget, Registry } from '../../registry/index.js';
import type { ProbeKind } from '../domain/evidence.js';
import { judge } from '../domain/judge.js';
import { credentialKey } from '../domain/login-budget.js';
import type { ProbeMemory } from '../domain/probe-memory.js';
import type { Verdict } from '../domain/verdict.js';
import { CameraJudged } from '../events.js';
import type { Climb } from './climb.js';
import { ClimbLadder } from './climb-ladder.js';
import { LatestFrames } from './latest-frames.js';
import { MemoryBook } from './memory-book.js';

export interface Probed {
  readonly climb: Climb;
  readonly verdict: Verdict;
}

/** One probe of one camera: climb, judge, remember, tell. Whoever calls sees to it that only one runs at a time. */
@Injectable()
export class Prober {
  constructor(
    @Inject(ClimbLadder) private readonly ladder: ClimbLadder,
    @Inject(MemoryBook) private readonly memories: MemoryBook,
    @Inject(LatestFrames) private readonly frames: LatestFrames,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async probe(
    target: ProbeTarget,
    kind: ProbeKind,
    latenessMs: number | null,
    signal: AbortSignal,
  ): Promise<Probed> {
    const { cameraId } = target;
    const before = this.memories.of(cameraId);
    const climb = await this.ladder.climb(target, kind, before, signal);
    const verdict = judge(climb.evidence, historyOf(target, climb.memory, before), this.config.probing);
    await this.memories.keep(cameraId, remembered(climb, verdict));
    if (climb.frame !== null) await this.frames.keep(cameraId, climb.evidence.at, climb.frame);
    if (climb.facts !== null) await this.registry.recordObserved(cameraId, climb.facts, this.clock.now());
    this.events.publish(new CameraJudged(cameraId, climb.evidence, verdict, latenessMs));
    return { climb, verdict };
  }
}

function historyOf(target: ProbeTarget, now: ProbeMemory, before: ProbeMemory) {
  const { credentialId, credentialVersion } = target;
  const key =
    credentialId === null || credentialVersion === null
      ? null
      : credentialKey(credentialId, credentialVersion);
  const isLoginTrusted = key !== null && now.budget.acceptedKey === key && now.budget.refusedKey !== key;
  return { lastPicture: before.lastPicture, isLoginTrusted };
}

function remembered({ memory, evidence, frame }: Climb, verdict: Verdict): ProbeMemory {
  const { outcome } = verdict;
  const isLive = outcome === 'live';
  return {
    ...memory,
    lastPicture:
      evidence.picture === null || frame === null
        ? memory.lastPicture
        : { fingerprint: evidence.picture.fingerprint, at: evidence.at, widthPx: frame.decoded.widthPx },
    missed: outcome === 'silent' || isSilent(evidence) ? memory.missed + 1 : 0,
    failedFrames: isLive ? 0 : memory.failedFrames + (outcome === 'frameless' ? 1 : 0),
  };
}

function isSilent({ rungs }: Climb['evidence']): boolean {
  return rungs.some(({ rung, outcome }) => outcome === 'broken' && (rung === 'reach' || rung === 'onvif'));
}
