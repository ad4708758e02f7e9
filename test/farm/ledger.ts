import type { Socket } from 'node:net';
import type { CameraStats } from './camera.js';

/** What a camera counted since the farm started. */
export class Ledger {
  connections = 0;
  bytesHeard = 0;
  bytesSaid = 0;
  onvifCalls = 0;
  readonly onvifOperations: Record<string, number> = {};
  rejectedLogins = 0;
  rtspSessions = 0;
  openRtspSessions = 0;
  maxConcurrentRtspSessions = 0;
  sessionsEndedByTeardown = 0;

  call(operation: string): void {
    this.onvifCalls += 1;
    this.onvifOperations[operation] = (this.onvifOperations[operation] ?? 0) + 1;
  }

  /** A connection has ended: what went over it counts from now on. */
  hangUp({ bytesRead, bytesWritten }: Pick<Socket, 'bytesRead' | 'bytesWritten'>): void {
    this.bytesHeard += bytesRead;
    this.bytesSaid += bytesWritten;
  }

  play(): void {
    this.rtspSessions += 1;
    this.openRtspSessions += 1;
    this.maxConcurrentRtspSessions = Math.max(this.maxConcurrentRtspSessions, this.openRtspSessions);
  }

  snapshot(): CameraStats {
    return { ...this, onvifOperations: { ...this.onvifOperations } };
  }
}
