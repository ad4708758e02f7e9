import { Inject, Injectable } from '@nestjs/common';
import { MINUTE_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import type { ProbeTarget } from '../../registry/index.js';
import type { ProbeKind } from '../domain/evidence.js';
import { credentialKeyOf, isUnproven } from '../domain/login-budget.js';
import { type Errand, NotBegun, NotClimbed } from './climber.js';
import { MemoryBook } from './memory-book.js';

/** As after a refusal that may only mean "full". */
const PAUSE_MS = 10 * MINUTE_MS;

type LookKind = Exclude<ProbeKind, 'heartbeat'>;

interface UntoldLook {
  readonly kind: LookKind;
  /** Names the login that may have gone out; null where the camera has none. */
  readonly key: string | null;
  readonly untilMs: number;
}

/**
 * Looks that somebody may have begun and nobody has told of: a prober was killed over them, or is cut off. A login may be
 * spent, so heartbeats alone go to the camera until somebody tells of it. A login that no protocol ever took may be one that was
 * just refused: it waits for ten minutes besides, unless somebody tells what came of it or the camera has another.
 */
@Injectable()
export class UntoldLooks {
  private readonly looks = new Map<string, UntoldLook>();

  constructor(
    @Inject(MemoryBook) private readonly memories: Pick<MemoryBook, 'of'>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The look as it is; noted before anybody hears of it where there is nothing to tell. */
  async noted<T>(target: ProbeTarget, kind: ProbeKind, look: Promise<T>): Promise<T> {
    try {
      return await look;
    } catch (cause) {
      if (kind !== 'heartbeat' && isUntold(cause)) this.note(target, kind);
      throw cause;
    }
  }

  /**
   * What may go to the camera now where a look of this kind is due. Heartbeats go without a login that was never accepted:
   * where ONVIF is silent they try the stream, and would send it.
   */
  allowed(target: ProbeTarget, dueKind: ProbeKind): Pick<Errand, 'target' | 'kind'> {
    const key = credentialKeyOf(target);
    const kind = this.looks.get(target.cameraId)?.key === key ? 'heartbeat' : dueKind;
    if (kind !== 'heartbeat' || !this.isUnproven(target, key)) return { target, kind };
    return { target: { ...target, credentialId: null, credentialVersion: null }, kind };
  }

  /** Somebody told of the camera, and with it of what came of the look, if anybody can. Answers what to make up for now. */
  told(target: ProbeTarget): LookKind | null {
    const look = this.looks.get(target.cameraId);
    if (look === undefined || this.keepsLoginBack(target)) return null;
    this.looks.delete(target.cameraId);
    return look.kind;
  }

  keepsLoginBack(target: ProbeTarget): boolean {
    const look = this.looks.get(target.cameraId);
    const isFresh = look?.key === credentialKeyOf(target) && this.clock.monotonicMs() < look.untilMs;
    return isFresh && this.isUnproven(target, look.key);
  }

  private note(target: ProbeTarget, kind: LookKind): void {
    const untilMs = this.clock.monotonicMs() + PAUSE_MS;
    this.looks.set(target.cameraId, { kind, key: credentialKeyOf(target), untilMs });
  }

  private isUnproven({ cameraId }: ProbeTarget, key: string | null): boolean {
    return key !== null && isUnproven(this.memories.of(cameraId).budget, key, this.clock.now());
  }
}

function isUntold(cause: unknown): boolean {
  return cause instanceof NotClimbed && !(cause instanceof NotBegun);
}
