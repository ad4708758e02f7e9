import type { Instant } from '../../kernel/instant.js';
import type { OnvifLimits } from './onvif-limits.js';
import type { OnvifSession } from './onvif-session.js';
import type { OnvifTarget } from './onvif-target.js';

export interface OnvifClientOptions {
  readonly limits?: Partial<OnvifLimits>;
  readonly now?: () => Instant;
  readonly randomBytes?: (count: number) => Buffer;
}

/** Opens sessions; holds no connection of its own. */
export class OnvifClient {
  constructor(private readonly options: OnvifClientOptions = {}) {}

  open(target: OnvifTarget, signal?: AbortSignal): OnvifSession {
    throw new Error(`No ONVIF session yet for ${target.endpoint.host}`, {
      cause: { signal, options: this.options },
    });
  }

  /** Closes every session that is still open. */
  async close(): Promise<void> {}
}
