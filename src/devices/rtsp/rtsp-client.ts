import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Outcome } from '../wire/outcome.js';
import { knock } from './knock.js';
import { type WatchEnd, WatchSession, type WatchSink } from './live/watch-session.js';
import { DEFAULT_RTSP_LIMITS, type RtspLimits } from './rtsp-limits.js';
import type { RtspTarget } from './rtsp-target.js';
import type { SampleReport } from './sample-report.js';
import { SampleSession, type SessionContext } from './sample-session.js';

export interface RtspClientOptions {
  readonly limits?: Partial<RtspLimits>;
  /** A monotonic clock in milliseconds, fractions allowed. */
  readonly now?: () => number;
  readonly randomBytes?: (size: number) => Buffer;
}

/** Takes one coded key picture from a camera and hangs up, or watches its stream. Holds no connection between calls. */
export class RtspClient {
  private readonly context: SessionContext;

  constructor(options: RtspClientOptions = {}) {
    this.context = {
      limits: { ...DEFAULT_RTSP_LIMITS, ...options.limits },
      now: options.now ?? (() => performance.now()),
      randomBytes: options.randomBytes ?? randomBytes,
    };
  }

  /** One RTSP session, at most one rejected login. Rejects only with the signal's reason. */
  async sample(target: RtspTarget, signal?: AbortSignal): Promise<SampleReport> {
    return new SampleSession(target, this.context, heeded(signal) ?? new AbortController().signal).take();
  }

  /**
   * One RTSP session that stays open: its pictures go to `sink` until `signal` ends it or the camera does. At most one
   * rejected login. Resolves when the camera has its session back.
   */
  async watch(target: RtspTarget, sink: WatchSink, signal: AbortSignal): Promise<WatchEnd> {
    return new WatchSession(target, this.context, sink, signal).run();
  }

  /** A heartbeat without login for cameras without ONVIF: any RTSP answer to OPTIONS is a sign of life. */
  async options(target: RtspTarget, signal?: AbortSignal): Promise<Outcome<void>> {
    return knock(target, this.context, heeded(signal));
  }
}

function heeded(signal: AbortSignal | undefined): AbortSignal | undefined {
  signal?.throwIfAborted();
  // One signal stops thousands of sessions; that is no leak.
  if (signal !== undefined) setMaxListeners(Infinity, signal);
  return signal;
}
