import type { CameraStats } from './camera.js';

/** What a camera counted since the farm started. */
export class Ledger {
  connections = 0;
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

  play(): void {
    this.rtspSessions += 1;
    this.openRtspSessions += 1;
    this.maxConcurrentRtspSessions = Math.max(this.maxConcurrentRtspSessions, this.openRtspSessions);
  }

  snapshot(): CameraStats {
    return { ...this, onvifOperations: { ...this.onvifOperations } };
  }
}
