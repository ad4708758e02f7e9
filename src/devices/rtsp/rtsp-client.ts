import { randomBytes } from 'node:crypto';
import type { Outcome } from '../wire/outcome.js';
import { DEFAULT_RTSP_LIMITS, type RtspLimits } from './rtsp-limits.js';
import type { RtspTarget } from './rtsp-target.js';
import type { SampleReport } from './sample-report.js';

export interface RtspClientOptions {
  readonly limits?: Partial<RtspLimits>;
  /** A monotonic clock in milliseconds, fractions allowed. */
  readonly now?: () => number;
  readonly randomBytes?: (size: number) => Buffer;
}

/** Takes one coded key picture from a camera and hangs up. Holds no connection between calls. */
export class RtspClient {
  protected readonly limits: RtspLimits;
  protected readonly now: () => number;
  protected readonly randomBytes: (size: number) => Buffer;

  constructor(options: RtspClientOptions = {}) {
    this.limits = { ...DEFAULT_RTSP_LIMITS, ...options.limits };
    this.now = options.now ?? (() => performance.now());
    this.randomBytes = options.randomBytes ?? randomBytes;
  }

  /** One RTSP session, at most one rejected login. Rejects only with the signal's reason. */
  async sample(_target: RtspTarget, _signal?: AbortSignal): Promise<SampleReport> {
    throw new Error('RtspClient.sample is under construction');
  }

  /** A heartbeat without login for cameras without ONVIF: any RTSP answer to OPTIONS is a sign of life. */
  async options(_target: RtspTarget, _signal?: AbortSignal): Promise<Outcome<void>> {
    throw new Error('RtspClient.options is under construction');
  }
}
