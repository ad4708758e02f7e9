import { Inject, Injectable } from '@nestjs/common';
import { type Instant, SECOND_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Climb } from '../app/climb.js';
import { type Errand, NotClimbed } from '../app/climber.js';

export interface Pending {
  readonly errand: Errand;
  /** When it was asked for, by the clock that never jumps. */
  readonly begunMs: number;
}

interface Entry extends Pending {
  /** The same by the hour. */
  readonly askedAt: Instant;
  readonly resolve: (climb: Climb) => void;
  readonly reject: (cause: unknown) => void;
  cancel: Cancel;
}

/** Climbs that somebody else makes, until they come back. */
@Injectable()
export class PendingClimbs {
  private readonly entries = new Map<string, Entry>();
  /** One listener for all climbs of a signal: thousands wait for the same one, and a signal goes through its listeners. */
  private readonly bySignal = new WeakMap<AbortSignal, Set<string>>();

  private readonly longestMs: number;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) { probing }: Pick<Config, 'probing'>,
  ) {
    this.longestMs = longestMs(probing);
  }

  /** Resolves or rejects as {@link Climber.climb} says. */
  open(id: string, errand: Errand, signal: AbortSignal): Promise<Climb> {
    return new Promise((resolve, reject) => {
      const together = this.climbsOf(signal).add(id);
      const ended = (): void => {
        this.entries.get(id)?.cancel();
        this.entries.delete(id);
        together.delete(id);
      };
      this.entries.set(id, {
        errand,
        begunMs: this.clock.monotonicMs(),
        askedAt: this.clock.now(),
        resolve: (climb) => (ended(), resolve(climb)),
        reject: (cause) => (ended(), reject(cause)),
        cancel: this.clock.after(this.longestMs, () =>
          this.fail(id, new NotClimbed('The prober fell silent.')),
        ),
      });
    });
  }

  /** Null where nobody waits: it is done, given up, or was asked for by a process that is gone. */
  of(id: string): Pending | null {
    return this.entries.get(id) ?? null;
  }

  /** The climb began when its prober came to it, which may be long after it was asked for. */
  settle(id: string, climb: Climb): void {
    const entry = this.entries.get(id);
    if (entry === undefined) return;
    const waitedMs = Math.max(0, climb.evidence.at - entry.askedAt);
    const begunMs = Math.min(entry.begunMs + waitedMs, this.clock.monotonicMs());
    entry.resolve({ ...climb, begunMs });
  }

  failZone(zoneId: string, cause: unknown): void {
    for (const { errand, reject } of this.entries.values())
      if (errand.target.zoneId === zoneId) reject(cause);
  }

  fail(id: string, cause: unknown): void {
    this.entries.get(id)?.reject(cause);
  }

  private climbsOf(signal: AbortSignal): Set<string> {
    const known = this.bySignal.get(signal);
    if (known !== undefined) return known;
    const ids = new Set<string>();
    this.bySignal.set(signal, ids);
    const failAll = (): void => ids.forEach((id) => this.fail(id, signal.reason));
    signal.addEventListener('abort', failAll, { once: true });
    return ids;
  }
}

/** A climb that says nothing for longer than it may wait and take has died with its prober. Milliseconds. */
function longestMs(probing: Config['probing']): number {
  const { connectTimeoutMs, onvifCallTimeoutMs, rtspAnswerTimeoutMs, firstPacketTimeoutMs } = probing;
  const onvifMs = connectTimeoutMs + 4 * onvifCallTimeoutMs;
  const rtspMs = 3 * rtspAnswerTimeoutMs + firstPacketTimeoutMs + 2 * probing.keyPictureTimeoutMs;
  return probing.heartbeatIntervalS * SECOND_MS + onvifMs + rtspMs;
}
