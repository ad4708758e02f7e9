import { Inject, Injectable } from '@nestjs/common';
import { EventBus } from '../../platform/events/event-bus.js';
import { type ProbeTarget, Registry } from '../../registry/index.js';
import type { ProbeKind } from '../domain/evidence.js';
import { joined, type ProbeMemory, type SeenPicture } from '../domain/probe-memory.js';
import type { Verdict } from '../domain/verdict.js';
import { CameraJudged } from '../events.js';
import type { Climb } from './climb.js';
import { Climber } from './climber.js';
import { Jury } from './jury.js';
import { LatestFrames } from './latest-frames.js';
import { MemoryBook } from './memory-book.js';

export interface Probed {
  readonly climb: Climb;
  readonly verdict: Verdict;
  readonly before: ProbeMemory;
  readonly after: ProbeMemory;
}

/** One probe of one camera: climb, judge, remember, tell. Whoever calls sees to it that only one runs at a time. */
@Injectable()
export class Prober {
  constructor(
    @Inject(Climber) private readonly climber: Climber,
    @Inject(MemoryBook) private readonly memories: Pick<MemoryBook, 'of' | 'keep' | 'isGone'>,
    @Inject(LatestFrames) private readonly frames: Pick<LatestFrames, 'keep'>,
    @Inject(Registry) private readonly registry: Pick<Registry, 'recordObserved'>,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Jury) private readonly jury: Jury,
  ) {}

  /** `dueMs`: by the clock that never jumps; null where somebody asked for it. */
  async probe(
    target: ProbeTarget,
    kind: ProbeKind,
    dueMs: number | null,
    signal: AbortSignal,
  ): Promise<Probed> {
    const { cameraId } = target;
    const before = this.memories.of(cameraId);
    const climb = await this.climber.climb({ target, kind, memory: before }, signal);
    const verdict = this.jury.judge(target, climb);
    // Meanwhile a prober that was cut off may have told what this climb did not know.
    const after = joined(this.memories.of(cameraId), remembered(climb, verdict));
    // Removed while it was looked at: nothing is kept, and nobody is told.
    if (!this.memories.isGone(cameraId)) await this.record(climb, after);
    if (!this.memories.isGone(cameraId)) {
      const lateMs = latenessMs(climb, dueMs);
      this.events.publish(new CameraJudged(cameraId, climb.evidence, verdict, lateMs, climb.begunMs));
    }
    if (!this.memories.isGone(cameraId)) await this.noteFacts(climb);
    return { climb, verdict, before, after };
  }

  private async record({ evidence: { cameraId, at }, frame }: Climb, after: ProbeMemory): Promise<void> {
    await this.memories.keep(cameraId, after);
    if (frame !== null) await this.frames.keep(cameraId, at, frame);
  }

  /** Last: a register that cannot be written takes no verdict with it. */
  private async noteFacts({ evidence: { cameraId, at }, facts }: Climb): Promise<void> {
    if (facts !== null) await this.registry.recordObserved(cameraId, facts, at);
  }
}

/** Until it began, wherever that was: what waited for a prober was late, too. */
function latenessMs({ begunMs }: Climb, dueMs: number | null): number | null {
  return dueMs === null ? null : Math.max(0, begunMs - dueMs);
}

function remembered(climb: Climb, { outcome }: Verdict): ProbeMemory {
  const { memory, evidence, facts } = climb;
  return {
    ...memory,
    lastPicture: pictureOf(climb) ?? memory.lastPicture,
    factsAt: facts === null ? memory.factsAt : evidence.at,
    missed: missedAfter(climb, outcome),
    failedFrames: outcome === 'live' ? 0 : memory.failedFrames + (outcome === 'frameless' ? 1 : 0),
  };
}

/** Null where there is none, or where it is the one that was seen before. */
function pictureOf({ evidence, frame, memory }: Climb): SeenPicture | null {
  if (evidence.picture === null || frame === null) return null;
  const { fingerprint } = evidence.picture;
  if (memory.lastPicture?.fingerprint === fingerprint) return null;
  return { fingerprint, since: evidence.at, widthPx: frame.decoded.widthPx };
}

/** What says nothing of the camera counts for nothing. */
function missedAfter({ memory, evidence }: Climb, outcome: Verdict['outcome']): number {
  if (!isSilent(evidence)) return 0;
  return outcome === 'inconclusive' ? memory.missed : memory.missed + 1;
}

function isSilent({ rungs }: Climb['evidence']): boolean {
  return rungs.some(({ rung, outcome }) => outcome === 'broken' && (rung === 'reach' || rung === 'onvif'));
}
