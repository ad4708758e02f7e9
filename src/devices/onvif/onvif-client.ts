import { randomBytes } from 'node:crypto';
import type { Instant } from '../../kernel/instant.js';
import { DeviceLine } from './device-line.js';
import { DEFAULT_ONVIF_LIMITS, type OnvifLimits } from './onvif-limits.js';
import type { OnvifSession } from './onvif-session.js';
import type { OnvifTarget } from './onvif-target.js';
import { WireSession } from './wire-session.js';

export interface OnvifClientOptions {
  readonly limits?: Partial<OnvifLimits>;
  readonly now?: () => Instant;
  readonly randomBytes?: (count: number) => Buffer;
}

/** Opens sessions; holds no connection of its own. */
export class OnvifClient {
  private readonly limits: OnvifLimits;
  private readonly sessions = new Set<OnvifSession>();

  constructor(private readonly options: OnvifClientOptions = {}) {
    this.limits = { ...DEFAULT_ONVIF_LIMITS, ...options.limits };
  }

  /** Touches nothing yet: the first call connects. Close the session when done. */
  open(target: OnvifTarget, signal?: AbortSignal): OnvifSession {
    const line = new DeviceLine(target, {
      limits: this.limits,
      now: this.options.now ?? Date.now,
      randomBytes: this.options.randomBytes ?? randomBytes,
      signal,
    });
    const session = new WireSession(target, line, (closed) => this.sessions.delete(closed));
    this.sessions.add(session);
    return session;
  }

  /** Closes every session that is still open. */
  async close(): Promise<void> {
    await Promise.all([...this.sessions].map((session) => session.close()));
  }
}
