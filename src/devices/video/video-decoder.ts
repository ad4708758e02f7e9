import type { KeyPicture } from '../rtsp/key-picture.js';
import type { Outcome } from '../wire/outcome.js';
import type { DecodedPicture } from './decoded-picture.js';

export interface VideoDecoderOptions {
  /** Default: half of the processors, at least one. */
  readonly workers?: number;
  /** A worker that takes longer over one picture is killed. */
  readonly jobTimeoutMs?: number;
  /** Resident memory above which a worker is replaced. */
  readonly memoryLimitMb?: number;
  /** A worker is replaced after so many pictures. */
  readonly maxJobsPerWorker?: number;
  readonly planesMaxWidthPx?: number;
  readonly planesMaxHeightPx?: number;
}

export interface DecodeOptions {
  /** Asks for a JPEG at most this wide, never wider than the picture. */
  readonly jpegMaxWidthPx?: number;
  readonly signal?: AbortSignal;
}

export interface DecoderStats {
  readonly workers: number;
  readonly busy: number;
  readonly queued: number;
  readonly decoded: number;
  readonly failed: number;
  /** Workers replaced, by reason. */
  readonly replaced: {
    readonly crash: number;
    readonly hang: number;
    readonly memory: number;
    readonly age: number;
  };
}

/** Decodes key pictures in disposable worker processes. */
export class VideoDecoder {
  constructor(protected readonly options: VideoDecoderOptions = {}) {}

  /**
   * `frame-garbled`: the bytes hold no complete picture. `decoder-failed`: our worker broke, the camera is not to
   * blame. Rejects only with the signal's reason, or when closed.
   */
  async decode(_picture: KeyPicture, _options: DecodeOptions = {}): Promise<Outcome<DecodedPicture>> {
    throw new Error('VideoDecoder.decode is under construction');
  }

  async close(): Promise<void> {}

  stats(): DecoderStats {
    const replaced = { crash: 0, hang: 0, memory: 0, age: 0 };
    return { workers: 0, busy: 0, queued: 0, decoded: 0, failed: 0, replaced };
  }
}
