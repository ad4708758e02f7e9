import type { VideoCodec } from '../rtsp/key-picture.js';
import type { RtspTarget } from '../rtsp/rtsp-target.js';
import type { Outcome } from '../wire/outcome.js';

export interface SecondOpinionOptions {
  /** The `ffmpeg` command; without it the FFmpeg libraries are asked, in a worker process of their own. */
  readonly ffmpegPath?: string;
  readonly perMinute: number;
  /** Outer deadline of one sample, all transports together. */
  readonly timeoutMs: number;
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
}

/** What FFmpeg's own RTSP stack saw: at least one decoded frame. */
export interface SecondSight {
  readonly codec: VideoCodec | 'other';
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The same sample through FFmpeg's own RTSP stack, before a camera that answers RTSP is called frameless. */
export class SecondOpinion {
  constructor(protected readonly options: SecondOpinionOptions) {}

  /** `not-asked`: the rate limit is spent. Takes an RTSP session of the camera and one login. */
  async sample(_target: RtspTarget, _signal?: AbortSignal): Promise<Outcome<SecondSight> | 'not-asked'> {
    throw new Error('SecondOpinion.sample is under construction');
  }

  async close(): Promise<void> {}
}
