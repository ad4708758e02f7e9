import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { isEndOf, type LateThread } from '../domain/late-history.js';
import { isOutOfSight } from '../domain/standing.js';
import type { CameraStanding } from '../uptime.facade.js';

/** Where the late looks of each camera ended, and when we last looked ourselves: what comes next goes on from there. */
@Injectable()
export class LateThreads {
  private readonly threads = new Map<string, LateThread>();
  private readonly lastSeen = new Map<string, Instant>();

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
    const isItsEnd = isOutOfSight(standing) && isEndOf(thread, standing.since);
    return isItsEnd && now - thread.seenAt <= thread.patienceMs ? thread : null;
  }

  forget(cameraId: string): void {
    this.threads.delete(cameraId);
    this.lastSeen.delete(cameraId);
  }
}
