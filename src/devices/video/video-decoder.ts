import { availableParallelism } from 'node:os';
import type { KeyPicture } from '../rtsp/key-picture.js';
import type { Outcome } from '../wire/outcome.js';
import { DecodePool, type PoolStats } from './decode-pool.js';
import { DecodeJob } from './decode-job.js';
import type { DecodedPicture } from './decoded-picture.js';

export interface VideoDecoderOptions {
  /** Worker processes, 1–64; default: half of the processors, at least one. */
  readonly workers?: number;
  /** A worker that takes longer over one picture is killed. Default: 3,000. */
  readonly jobTimeoutMs?: number;
  /** Resident memory above which a worker is replaced. Default: 256. */
  readonly memoryLimitMb?: number;
  /** A worker is replaced after so many pictures. Default: 2,000. */
  readonly maxJobsPerWorker?: number;
  /** The small planes fit inside this box. Default: 160 x 120. */
  readonly planesMaxWidthPx?: number;
  readonly planesMaxHeightPx?: number;
}

export interface DecodeOptions {
  /** Asks for a JPEG at most this wide and never wider than the picture. */
  readonly jpegMaxWidthPx?: number;
  readonly signal?: AbortSignal;
}

export type DecoderStats = PoolStats;

/**
 * Decodes key pictures in disposable worker processes, which start with the first picture. A picture that crashes,
 * hangs or bloats a worker costs that worker and its own answer, nothing else.
 */
export class VideoDecoder {
  private readonly pool: DecodePool;
  private readonly planesMaxWidthPx: number;
  private readonly planesMaxHeightPx: number;

  constructor(options: VideoDecoderOptions = {}) {
    this.planesMaxWidthPx = options.planesMaxWidthPx ?? 160;
    this.planesMaxHeightPx = options.planesMaxHeightPx ?? 120;
    this.pool = new DecodePool({
      workers: options.workers ?? Math.max(1, Math.floor(availableParallelism() / 2)),
      timeoutMs: options.jobTimeoutMs ?? 3_000,
      memoryBytes: (options.memoryLimitMb ?? 256) * 1024 * 1024,
      maxJobs: options.maxJobsPerWorker ?? 2_000,
    });
  }

  /**
   * `frame-garbled`, `codec-unsupported`: the camera sent no whole picture that we can read. `decoder-failed`: our
   * worker broke and the camera is not to blame. Rejects only with the signal's reason. `tookMs` includes the wait for
   * a free worker.
   */
  async decode(picture: KeyPicture, options: DecodeOptions = {}): Promise<Outcome<DecodedPicture>> {
    options.signal?.throwIfAborted();
    const job = new DecodeJob(picture, {
      codec: picture.codec,
      planesMaxWidthPx: this.planesMaxWidthPx,
      planesMaxHeightPx: this.planesMaxHeightPx,
      jpegMaxWidthPx: options.jpegMaxWidthPx ?? null,
    });
    const abort = (): void => this.pool.abandon(job, options.signal!.reason);
    options.signal?.addEventListener('abort', abort, { once: true });
    this.pool.enqueue(job);
    try {
      return await job.outcome;
    } finally {
      options.signal?.removeEventListener('abort', abort);
    }
  }

  /** Ends all workers; pictures still waiting get `decoder-failed`. */
  async close(): Promise<void> {
    await this.pool.close();
  }

  stats(): DecoderStats {
    return this.pool.stats();
  }
}
