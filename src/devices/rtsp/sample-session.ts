import type { Outcome } from '../wire/outcome.js';
import type { KeyPicture } from './key-picture.js';
import { type MediaSession, openMedia } from './media-session.js';
import { PictureWait } from './picture-wait.js';
import { RtspConnection } from './rtsp-connection.js';
import { RtspDialogue } from './rtsp-dialogue.js';
import { RtspFailure } from './rtsp-failure.js';
import type { RtspLimits } from './rtsp-limits.js';
import type { RtspTarget } from './rtsp-target.js';
import type { SampleReport, StreamFacts } from './sample-report.js';

export interface SessionContext {
  readonly limits: RtspLimits;
  readonly now: () => number;
  readonly randomBytes: (size: number) => Buffer;
}

/** How long the camera has to take our TEARDOWN. */
const HANG_UP_MS = 200;

/** One session from connect to hang-up. Used once. */
export class SampleSession {
  private readonly begunAt: number;
  private dialogue: RtspDialogue | null = null;
  private media: MediaSession | null = null;
  private wait: PictureWait | null = null;
  private keepAlive: NodeJS.Timeout | undefined;

  constructor(
    private readonly target: RtspTarget,
    private readonly context: SessionContext,
    private readonly signal: AbortSignal,
  ) {
    this.begunAt = context.now();
  }

  async take(): Promise<SampleReport> {
    const interrupt = (): void => this.dialogue?.connection.interrupt(this.signal.reason as Error);
    this.signal.addEventListener('abort', interrupt, { once: true });
    let goodbye: Promise<void> | undefined;
    let report: SampleReport;
    try {
      report = await this.climb();
    } finally {
      this.signal.removeEventListener('abort', interrupt);
      goodbye = this.hangUp();
    }
    // The next session of this camera must not find this one still open; cameras have few.
    await goodbye;
    return report;
  }

  private async climb(): Promise<SampleReport> {
    const stream = await this.measured(this.begunAt, () => this.openStream());
    if (!stream.ok) return this.report(stream, null);
    const openedAt = this.context.now();
    const frame = await this.measured(openedAt, () => this.wait!.picture);
    return this.report(stream, frame);
  }

  private async openStream(): Promise<StreamFacts> {
    const { limits, now, randomBytes } = this.context;
    const connection = await RtspConnection.open(this.target.endpoint, limits, this.signal);
    const connectMs = now() - this.begunAt;
    this.dialogue = new RtspDialogue(connection, this.target.login, randomBytes);
    const media = await openMedia(this.dialogue, this.target);
    this.media = media;
    await this.play(this.dialogue, media);
    await this.wait!.firstPacket;
    return factsOf(media, connectMs);
  }

  private async play(dialogue: RtspDialogue, media: MediaSession): Promise<void> {
    const wait = new PictureWait(media, this.context.limits);
    this.wait = wait;
    const { connection } = dialogue;
    // Before PLAY: packets may overtake its answer.
    connection.onPacket = (channel, payload) => {
      if (channel === media.channel) wait.take(payload);
    };
    if (media.udp !== null) media.udp.onRtp = (payload) => wait.takeDatagram(payload);
    connection.onEnd = (cause) => wait.fail(cause);
    await dialogue.request('PLAY', media.url, { ...media.session, Range: 'npt=0.000-' });
    wait.startClocks();
    this.stayAlive(dialogue, media);
  }

  /** A long GOP may outlast the session that the camera grants without a word from us. */
  private stayAlive(dialogue: RtspDialogue, { url, session, timeoutS }: MediaSession): void {
    const periodMs = timeoutS * 500;
    if (periodMs >= this.context.limits.keyPictureTimeoutMs) return;
    this.keepAlive = setInterval(() => dialogue.tell('GET_PARAMETER', url, session), periodMs);
  }

  /** Never rejects. */
  private async hangUp(): Promise<void> {
    clearInterval(this.keepAlive);
    this.wait?.stop();
    this.media?.udp?.close();
    if (this.media === null) return this.dialogue?.connection.destroy();
    await this.dialogue?.leave(this.media.url, this.media.session, HANG_UP_MS);
  }

  private async measured<T>(begunAt: number, attempt: () => Promise<T>): Promise<Outcome<T>> {
    try {
      const value = await attempt();
      return { ok: true, value, tookMs: this.context.now() - begunAt };
    } catch (cause) {
      this.signal.throwIfAborted();
      if (!(cause instanceof RtspFailure)) throw cause;
      return { ok: false, fault: cause.fault, tookMs: this.context.now() - begunAt };
    }
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
