import { randomBytes } from 'node:crypto';
import type { Outcome } from '../wire/outcome.js';
import type { KeyPicture } from './key-picture.js';
import { type MediaSession, openMedia } from './media-session.js';
import { PictureWait } from './picture-wait.js';
import { RtspConnection } from './rtsp-connection.js';
import { RtspDialogue } from './rtsp-dialogue.js';
import { RtspFailure } from './rtsp-failure.js';
import { DEFAULT_RTSP_LIMITS, type RtspLimits } from './rtsp-limits.js';
import type { RtspTarget } from './rtsp-target.js';
import type { SampleReport, StreamFacts } from './sample-report.js';

export interface RtspClientOptions {
  readonly limits?: Partial<RtspLimits>;
  /** A monotonic clock in milliseconds, fractions allowed. */
  readonly now?: () => number;
  readonly randomBytes?: (size: number) => Buffer;
}

/** How long the camera has to take our TEARDOWN. */
const HANG_UP_MS = 200;

/** Takes one coded key picture from a camera and hangs up. Holds no connection between calls. */
export class RtspClient {
  private readonly limits: RtspLimits;
  private readonly now: () => number;
  private readonly randomBytes: (size: number) => Buffer;

  constructor(options: RtspClientOptions = {}) {
    this.limits = { ...DEFAULT_RTSP_LIMITS, ...options.limits };
    this.now = options.now ?? (() => performance.now());
    this.randomBytes = options.randomBytes ?? randomBytes;
  }

  /** One RTSP session, at most one rejected login. Rejects only with the signal's reason. */
  async sample(target: RtspTarget, signal?: AbortSignal): Promise<SampleReport> {
    signal?.throwIfAborted();
    const abort = new AbortController();
    const forward = (): void => abort.abort(signal?.reason);
    signal?.addEventListener('abort', forward, { once: true });
    try {
      return await new Sample(target, this.limits, this.now, this.randomBytes, abort.signal).take();
    } finally {
      signal?.removeEventListener('abort', forward);
    }
  }

  /** A heartbeat without login for cameras without ONVIF: any RTSP answer to OPTIONS is a sign of life. */
  async options(target: RtspTarget, signal?: AbortSignal): Promise<Outcome<void>> {
    signal?.throwIfAborted();
    const begunAt = this.now();
    let connection: RtspConnection | null = null;
    try {
      connection = await RtspConnection.open(
        target.endpoint,
        this.limits,
        signal ?? new AbortController().signal,
      );
      await connection.request('OPTIONS', '*', {});
      return { ok: true, value: undefined, tookMs: this.now() - begunAt };
    } catch (cause) {
      if (cause instanceof RtspFailure)
        return { ok: false, fault: cause.fault, tookMs: this.now() - begunAt };
      throw cause;
    } finally {
      connection?.destroy();
    }
  }
}

/** One session from connect to hang-up. */
class Sample {
  private readonly begunAt: number;
  private dialogue: RtspDialogue | null = null;
  private wait: PictureWait | null = null;

  constructor(
    private readonly target: RtspTarget,
    private readonly limits: RtspLimits,
    private readonly now: () => number,
    private readonly randomBytes: (size: number) => Buffer,
    private readonly signal: AbortSignal,
  ) {
    this.begunAt = now();
  }

  async take(): Promise<SampleReport> {
    let stream: Outcome<StreamFacts> | null = null;
    try {
      const connection = await RtspConnection.open(this.target.endpoint, this.limits, this.signal);
      const connectMs = this.now() - this.begunAt;
      this.dialogue = new RtspDialogue(connection, this.target.login, this.randomBytes);
      const stopOnAbort = (): void => connection.destroy();
      this.signal.addEventListener('abort', stopOnAbort);
      const media = await openMedia(this.dialogue, this.target);
      try {
        const { firstPacket, picture } = await this.play(media);
        await firstPacket;
        stream = { ok: true, value: factsOf(media, connectMs), tookMs: this.now() - this.begunAt };
        const found: Outcome<KeyPicture> = { ok: true, value: await picture, tookMs: this.since(stream) };
        return this.report(stream, found);
      } finally {
        this.tearDown(media);
      }
    } catch (cause) {
      this.signal.throwIfAborted();
      if (!(cause instanceof RtspFailure)) throw cause;
      const tookMs = stream === null ? this.now() - this.begunAt : this.since(stream);
      const broken = { ok: false, fault: cause.fault, tookMs } as const;
      return stream === null ? this.report(broken, null) : this.report(stream, broken);
    } finally {
      this.wait?.stop();
      this.dialogue?.connection.hangUp(HANG_UP_MS);
    }
  }

  private async play(media: MediaSession): Promise<ReturnType<PictureWait['begin']>> {
    const { connection } = this.dialogue!;
    const wait = new PictureWait(media, this.limits);
    this.wait = wait;
    connection.onPacket = (channel, payload) => {
      if (channel === media.channel) wait.take(payload);
    };
    if (media.udp !== null) media.udp.onRtp = (payload) => wait.takeDatagram(payload);
    connection.onEnd = (cause) => wait.fail(cause);
    const waits = wait.begin();
    await this.dialogue!.request('PLAY', media.url, { ...media.session, Range: 'npt=0.000-' });
    wait.startClocks();
    this.keepAlive(media, waits.picture);
    return waits;
  }

  /** A long GOP may outlast the session that the camera grants without a word from us. */
  private keepAlive({ url, session, timeoutS }: MediaSession, picture: Promise<unknown>): void {
    const periodMs = timeoutS * 500;
    if (periodMs >= this.limits.keyPictureTimeoutMs) return;
    const say = (): void => this.dialogue!.tell('GET_PARAMETER', url, session);
    const timer = setInterval(say, periodMs);
    const stop = (): void => clearInterval(timer);
    picture.then(stop, stop);
  }

  private tearDown({ url, session, udp }: MediaSession): void {
    udp?.close();
    if (!this.signal.aborted) this.dialogue!.tell('TEARDOWN', url, session);
  }

  private since(stream: Outcome<StreamFacts>): number {
    return this.now() - this.begunAt - stream.tookMs;
  }

  private report(stream: Outcome<StreamFacts>, frame: Outcome<KeyPicture> | null): SampleReport {
    return {
      stream,
      frame,
      loginRejected: this.dialogue?.loginRejected ?? false,
      loginAccepted: this.dialogue?.loginAccepted ?? false,
      packets: this.wait?.packets ?? 0,
      lostPackets: this.wait?.lostPackets ?? 0,
      bytes: (this.dialogue?.connection.bytes ?? 0) + (this.wait?.udpBytes ?? 0),
    };
  }
}

function factsOf(media: MediaSession, connectMs: number): StreamFacts {
  const { video, transport, serverHeader } = media;
  return {
    codec: video.codec!,
    transport,
    connectMs,
    ...(video.widthPx === undefined ? {} : { sdpWidth: video.widthPx }),
    ...(video.heightPx === undefined ? {} : { sdpHeight: video.heightPx }),
    serverHeader,
  };
}
