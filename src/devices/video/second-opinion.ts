import type { VideoCodec } from '../rtsp/key-picture.js';
import type { RtspTarget } from '../rtsp/rtsp-target.js';
import type { Outcome } from '../wire/outcome.js';
import { lookWithCommand } from './opinion/look-with-command.js';
import { lookWithLibraries } from './opinion/look-with-libraries.js';
import type { Look, Sight } from './opinion/look.js';
import { rtspUrl } from './opinion/rtsp-url.js';
import { TokenBucket } from './opinion/token-bucket.js';

export interface SecondOpinionOptions {
  /** The `ffmpeg` command (5.0 or newer); without it FFmpeg's libraries are asked, in a worker process of their own. */
  readonly ffmpegPath?: string;
  /** Samples a minute, each a process of its own and 0.1–0.2 s of CPU. */
  readonly perMinute: number;
  /** Outer deadline of one sample, all transports together; at least twice the longest GOP. */
  readonly timeoutMs: number;
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
}

/** What FFmpeg's own RTSP stack saw: at least one decoded picture. */
export interface SecondSight {
  readonly codec: VideoCodec | 'other';
  readonly widthPx: number;
  readonly heightPx: number;
}

const CODEC_NAME: Record<string, VideoCodec> = { h264: 'h264', hevc: 'h265', mjpeg: 'mjpeg' };

/** The same sample through FFmpeg's own RTSP stack, before a camera that answers RTSP is called frameless. */
export class SecondOpinion {
  private readonly look: Look;
  private readonly bucket: TokenBucket;
  private readonly running = new Map<AbortController, Promise<Sight>>();

  constructor(private readonly options: SecondOpinionOptions) {
    this.look = options.ffmpegPath === undefined ? lookWithLibraries : lookWithCommand(options.ffmpegPath);
    this.bucket = new TokenBucket(options.perMinute, options.now ?? (() => performance.now()));
  }

  /**
   * `not-asked`: the rate limit is spent. Otherwise it takes an RTSP session of the camera and uses its login: only ask
   * after the login was accepted, and not at the same time as another session. Rejects only with the signal's reason.
   */
  async sample(target: RtspTarget, signal?: AbortSignal): Promise<Outcome<SecondSight> | 'not-asked'> {
    signal?.throwIfAborted();
    if (!this.bucket.take()) return 'not-asked';
    const startedAt = performance.now();
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    const deadline = setTimeout(abort, this.options.timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const sight = await this.start(target, stop);
      signal?.throwIfAborted();
      return toOutcome(sight, performance.now() - startedAt);
    } finally {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', abort);
      this.running.delete(stop);
    }
  }

  /** Kills what is running and waits for its end. */
  async close(): Promise<void> {
    for (const stop of this.running.keys()) stop.abort();
    await Promise.all(this.running.values());
  }

  private start(target: RtspTarget, stop: AbortController): Promise<Sight> {
    const request = { url: rtspUrl(target), transport: target.transport ?? 'auto' };
    const sight = this.look(request, stop.signal);
    this.running.set(stop, sight);
    return sight;
  }
}

function toOutcome(sight: Sight, tookMs: number): Outcome<SecondSight> {
  if (!sight.ok) {
    const detail = `FFmpeg's own RTSP stack saw nothing either: ${sight.why}.`;
    return { ok: false, fault: { code: sight.code, detail }, tookMs };
  }
  const { codec, widthPx, heightPx } = sight;
  return { ok: true, value: { codec: CODEC_NAME[codec] ?? 'other', widthPx, heightPx }, tookMs };
}
