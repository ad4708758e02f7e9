import type { WebSocket } from 'ws';
import { type Instant, SECOND_MS, toIso } from '../../kernel/instant.js';
import type { LiveInit, LiveMode } from '../app/live/live-port.js';
import type { LiveEnding, Viewer } from '../app/live/viewer.js';

/** 4000…4999 are an application's own; what each means is part of the API. */
export const CLOSE_CODES: Record<LiveEnding, number> = {
  'time-limit': 4001,
  'signed-out': 4002,
  'not-allowed': 4003,
  'camera-gone': 4004,
  'camera-failed': 4005,
  'our-fault': 4006,
  'service-stops': 4007,
};

/** Beyond this a viewer is slow: pictures are left out until most of it has gone and a key picture comes. */
const MUCH_BYTES = 1024 * 1024;
const LITTLE_BYTES = 128 * 1024;
/** RFC 6455 leaves this much of a control frame for the reason. */
const MAX_REASON_BYTES = 123;
/** How long the other side has to say goodbye, too. */
const GOODBYE_MS = 1_000;
const PING_EVERY_MS = 10 * SECOND_MS;

/** One browser (or program) that looks on, at the other end of a socket. */
export class LiveSocket implements Viewer {
  ending: LiveEnding | 'left' = 'left';
  private skips = false;
  private hasAnswered = true;
  private readonly pings: NodeJS.Timeout;

  constructor(
    private readonly socket: WebSocket,
    readonly takesH265: boolean,
    private readonly expiresAt: Instant,
  ) {
    socket.on('error', () => socket.terminate());
    socket.on('pong', () => (this.hasAnswered = true));
    this.pings = setInterval(() => this.ping(), PING_EVERY_MS);
    socket.once('close', () => clearInterval(this.pings));
  }

  begin({ bytes, codec, widthPx, heightPx }: LiveInit, mode: LiveMode): void {
    const mime = `video/mp4; codecs="${codec}"`;
    const expiresAt = toIso(this.expiresAt);
    this.socket.send(JSON.stringify({ type: 'stream', mime, codec, widthPx, heightPx, mode, expiresAt }));
    this.socket.send(bytes);
    this.skips = true;
  }

  /** Nothing waits here without bound: who does not read misses pictures, and goes on with a key picture. */
  fragment(bytes: Buffer, isKey: boolean): void {
    const waiting = this.socket.bufferedAmount;
    if (waiting > MUCH_BYTES) this.skips = true;
    if (this.skips && (!isKey || waiting > LITTLE_BYTES)) return;
    this.skips = false;
    this.socket.send(bytes);
  }

  end(why: LiveEnding, sentence: string): void {
    this.ending = why;
    this.socket.close(CLOSE_CODES[why], shortened(sentence));
    const impatient = setTimeout(() => this.socket.terminate(), GOODBYE_MS);
    this.socket.once('close', () => clearTimeout(impatient));
  }

  /** Who has gone without a word, or reads nothing at all, is not held a place for. */
  private ping(): void {
    if (!this.hasAnswered) return this.socket.terminate();
    this.hasAnswered = false;
    this.socket.ping();
  }
}

function shortened(sentence: string): string {
  let short = sentence;
  while (Buffer.byteLength(short) > MAX_REASON_BYTES) short = `${[...short].slice(0, -2).join('')}…`;
  return short;
}
