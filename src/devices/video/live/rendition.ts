import type { LivePicture } from '../../rtsp/live/live-picture.js';
import type { Message } from '../process/message.js';
import { WorkerLost, WorkerNotStarted, WorkerProcess } from '../process/worker-process.js';
import type { LiveMode, LiveReply, LiveRequest, SmallLimits } from './live-protocol.js';
import { PictureQueue } from './picture-queue.js';

export interface RenditionInit {
  readonly codec: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: Buffer;
}

/** What becomes of the pictures, on the event loop, in order. */
export interface RenditionSink {
  /** Before the first fragment, and again when the camera changes its parameters. */
  init(init: RenditionInit): void;
  /** `isKey`: it begins with a key picture, so that a player may begin with it. */
  fragment(bytes: Buffer, isKey: boolean): void;
  /** Once; nothing comes after it. `ours`: the worker broke and the camera is not to blame. */
  broken(why: string, whose: 'ours' | 'camera'): void;
}

export interface RenditionOptions {
  readonly mode: LiveMode;
  readonly small: SmallLimits;
}

const JOB_LIMITS = { timeoutMs: 5_000, memoryBytes: 512 * 1024 * 1024 };
/** A damaged key picture now and then is the network's; so many in a row are no stream. */
const UNREADABLE_KEYS = 3;

/** One stream on its way through one disposable worker process, which begins with it and ends with it. */
export class Rendition {
  private readonly worker = new WorkerProcess(new URL('../worker/live.worker', import.meta.url));
  private readonly queue = new PictureQueue();
  private isBusy = true;
  private isOver = false;
  private unreadable = 0;

  constructor(
    private readonly options: RenditionOptions,
    private readonly sink: RenditionSink,
  ) {
    void this.start();
  }

  get pid(): number | undefined {
    return this.worker.pid;
  }

  /** Never waits: what the worker cannot keep up with is left out, up to the next key picture. */
  push(picture: LivePicture): void {
    if (this.isOver) return;
    this.queue.push(picture);
    void this.pump();
  }

  /** Resolves when the process is gone. */
  async close(): Promise<void> {
    this.isOver = true;
    this.queue.clear();
    await this.worker.end();
  }

  private async start(): Promise<void> {
    try {
      await this.worker.ready;
      this.isBusy = false;
      await this.pump();
    } catch (cause) {
      if (!(cause instanceof WorkerNotStarted)) throw cause;
      this.breakOff(`the live worker does not start: ${cause.message}`, 'ours');
    }
  }

  private async pump(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    for (let next = this.queue.take(); next !== null && !this.isOver; next = this.queue.take())
      await this.work(next);
    this.isBusy = false;
  }

  private async work(picture: LivePicture): Promise<void> {
    try {
      const { header, body } = await this.worker.run(this.messageOf(picture), JOB_LIMITS);
      if (!this.isOver) this.tell(header as LiveReply, body);
    } catch (cause) {
      if (!(cause instanceof WorkerLost)) throw cause;
      this.breakOff(`the live worker was lost (${cause.reason})`, 'ours');
    }
  }

  private messageOf({ codec, bytes, parameters, isKey, time }: LivePicture): Message {
    const header: LiveRequest = {
      ...this.options,
      codec,
      isKey,
      time,
      parameterBytes: parameters.length,
    };
    return { header, body: parameters.length === 0 ? bytes : Buffer.concat([parameters, bytes]) };
  }

  private tell({ pieces, why }: LiveReply, body: Buffer): void {
    if (why !== null) return this.countUnreadable(why);
    if (pieces.length > 0) this.unreadable = 0;
    let at = 0;
    for (const piece of pieces) {
      const bytes = body.subarray(at, (at += piece.bytes));
      if (piece.kind === 'init') this.sink.init({ ...piece, bytes });
      else this.sink.fragment(bytes, piece.kind === 'key');
    }
  }

  private countUnreadable(why: string): void {
    this.unreadable += 1;
    if (this.unreadable >= UNREADABLE_KEYS) this.breakOff(why, 'camera');
    else this.queue.skipToKey();
  }

  private breakOff(why: string, whose: 'ours' | 'camera'): void {
    if (this.isOver) return;
    this.isOver = true;
    this.queue.clear();
    this.sink.broken(why, whose);
  }
}
