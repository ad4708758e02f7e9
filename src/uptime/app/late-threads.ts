import { Inject, Injectable } from '@nestjs/common';
import { type Instant, SECOND_MS } from '../../kernel/instant.js';
import { Config } from '../../platform/config/config.js';
import type { LateThread } from '../domain/late-history.js';
import { isOutOfSight } from '../domain/standing.js';
import type { CameraStanding } from '../uptime.facade.js';

/** Where the late looks of each camera ended, and when we last looked ourselves: what comes next goes on from there. */
@Injectable()
export class LateThreads {
  private readonly threads = new Map<string, LateThread>();
  private readonly lastSeen = new Map<string, Instant>();

  constructor(@Inject(Config) private readonly config: Pick<Config, 'uptime' | 'probing'>) {}

  /** We looked ourselves. */
  saw(cameraId: string, at: Instant): void {
    this.lastSeen.set(cameraId, at);
  }

  keep(cameraId: string, thread: LateThread): void {
    this.threads.set(cameraId, thread);
  }

  knownOf(cameraId: string): { readonly lastSeenAt: Instant | null; readonly thread: LateThread | null } {
    return {
      lastSeenAt: this.lastSeen.get(cameraId) ?? null,
      thread: this.threads.get(cameraId) ?? null,
    };
  }

  /**
   * Takes the thread up: what we see at `now` follows so soon on the last late look that nothing is unknown between. Null
   * where it does not.
   */
  takeUp({ cameraId, standing }: CameraStanding, now: Instant): LateThread | null {
    const thread = this.threads.get(cameraId);
    if (thread === undefined) return null;
    this.threads.delete(cameraId);
    const patienceMs = this.config.uptime.missedHeartbeats * this.config.probing.heartbeatIntervalS * SECOND_MS;
    const isItsEnd = isOutOfSight(standing) && standing.since === thread.seenAt;
    return isItsEnd && now - thread.seenAt <= patienceMs ? thread : null;
  }

  forget(cameraId: string): void {
    this.threads.delete(cameraId);
    this.lastSeen.delete(cameraId);
  }
}
