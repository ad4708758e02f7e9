import type { Fault } from '../../../kernel/fault.js';
import { type MediaSession, openMedia } from '../media-session.js';
import { RtspConnection } from '../rtsp-connection.js';
import { RtspDialogue } from '../rtsp-dialogue.js';
import { RtspFailure } from '../rtsp-failure.js';
import type { RtspTarget } from '../rtsp-target.js';
import type { SessionContext } from '../sample-session.js';
import type { StreamFacts } from '../sample-report.js';
import { Film } from './film.js';
import type { LivePicture } from './live-picture.js';
import { Pulse } from './pulse.js';

/** What a watcher is told, on the event loop, in order. */
export interface WatchSink {
  /** The first packet came. `loginAccepted`: the camera asked for a login and took ours. */
  opened(facts: StreamFacts, loginAccepted: boolean): void;
  picture(picture: LivePicture): void;
}

/** How a session ended. */
export interface WatchEnd {
  /** Null where the signal ended it. */
  readonly fault: Fault | null;
  readonly loginRejected: boolean;
  readonly loginAccepted: boolean;
}

/** How long the camera has to take our TEARDOWN. */
const HANG_UP_MS = 200;
/** A camera that grants no more than a second of silence is asked no more often than this. */
const SHORTEST_KEEP_ALIVE_MS = 500;

/** One session that stays open until the signal or the camera ends it. Used once. */
export class WatchSession {
  private dialogue: RtspDialogue | null = null;
  private media: MediaSession | null = null;
  private pulse: Pulse | null = null;
  private keepAlive: NodeJS.Timeout | undefined;

  constructor(
    private readonly target: RtspTarget,
    private readonly context: SessionContext,
    private readonly sink: WatchSink,
    private readonly signal: AbortSignal,
  ) {}

  /** Resolves when the camera has its session back; rejects for bugs alone. */
  async run(): Promise<WatchEnd> {
    const interrupt = (): void => this.dialogue?.connection.interrupt(this.signal.reason as Error);
    this.signal.addEventListener('abort', interrupt, { once: true });
    let fault: Fault | null = null;
    try {
      await this.play();
    } catch (cause) {
      if (!this.signal.aborted && !(cause instanceof RtspFailure)) throw cause;
      if (!this.signal.aborted) fault = (cause as RtspFailure).fault;
    } finally {
      this.signal.removeEventListener('abort', interrupt);
      await this.hangUp();
    }
    const { loginRejected = false, loginAccepted = false } = this.dialogue ?? {};
    return { fault, loginRejected, loginAccepted };
  }

  /** Never resolves: whatever ends a session that plays is thrown. */
  private async play(): Promise<void> {
    this.signal.throwIfAborted();
    const { limits, now, randomBytes } = this.context;
    const begunAt = now();
    // The rate is bounded instead of the sum, by the pulse.
    const unsummed = { ...limits, maxBytes: Infinity };
    const connection = await RtspConnection.open(this.target.endpoint, unsummed, this.signal);
    const connectMs = now() - begunAt;
    this.dialogue = new RtspDialogue(connection, this.target.login, randomBytes);
    const media = await openMedia(this.dialogue, this.target);
    this.media = media;
    const pulse = this.listen(connection, media, () =>
      this.sink.opened(factsOf(media, connectMs), this.dialogue?.loginAccepted ?? false),
    );
    await this.dialogue.request('PLAY', media.url, { ...media.session, Range: 'npt=0.000-' });
    pulse.begin(() => connection.bytes);
    this.stayAlive(this.dialogue, media);
    await pulse.stopped;
  }

  /** Before PLAY: packets may overtake its answer. */
  private listen(connection: RtspConnection, media: MediaSession, onFirst: () => void): Pulse {
    const pulse = new Pulse(this.context.limits);
    this.pulse = pulse;
    const film = new Film(media, this.context.limits.maxPictureBytes, (picture) => {
      pulse.beat();
      this.sink.picture(picture);
    });
    const take = (payload: Buffer): void => {
      if (pulse.isStopped) return;
      try {
        const isFirst = film.packets === 0;
        film.take(payload);
        pulse.packets = film.packets;
        if (isFirst && film.packets > 0) onFirst();
      } catch (cause) {
        pulse.stop(cause as Error);
      }
    };
    connection.onPacket = (channel, payload) => {
      if (channel === media.channel) take(payload);
    };
    if (media.udp !== null)
      media.udp.onRtp = (payload) => {
        pulse.datagramBytes += payload.length;
        take(payload);
      };
    connection.onEnd = (cause) => pulse.stop(cause);
    return pulse;
  }

  private stayAlive(dialogue: RtspDialogue, { url, session, timeoutS }: MediaSession): void {
    const periodMs = Math.max(SHORTEST_KEEP_ALIVE_MS, Math.min(timeoutS, 60) * 500);
    this.keepAlive = setInterval(() => dialogue.tell('GET_PARAMETER', url, session), periodMs);
  }

  /** Never rejects. */
  private async hangUp(): Promise<void> {
    clearInterval(this.keepAlive);
    this.pulse?.stop(new Error('the session is over'));
    this.media?.udp?.close();
    if (this.media === null) return this.dialogue?.connection.destroy();
    await this.dialogue?.leave(this.media.url, this.media.session, HANG_UP_MS);
  }
}

function factsOf({ video, transport, serverHeader }: MediaSession, connectMs: number): StreamFacts {
  return { codec: video.codec!, transport, connectMs, serverHeader };
}
