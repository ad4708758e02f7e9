import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Endpoint } from '../wire/endpoint.js';
import { GarbledAnswer, InterleavedReader, OversizedAnswer, type RtspAnswer } from './interleaved-reader.js';
import { connectFailure, RtspFailure } from './rtsp-failure.js';

export interface ConnectionLimits {
  readonly connectTimeoutMs: number;
  readonly answerTimeoutMs: number;
  readonly maxBytes: number;
}

interface Waiting {
  readonly resolve: (answer: RtspAnswer) => void;
  readonly reject: (cause: Error) => void;
}

/**
 * One TCP (or TLS) connection that speaks RTSP: a request at a time, and the packets that come between the answers.
 * Whatever ends it rejects the request under way and tells `onEnd` once.
 */
export class RtspConnection {
  bytes = 0;
  onPacket: (channel: number, payload: Buffer) => void = () => {};
  onEnd: (cause: Error) => void = () => {};
  /** An answer to something that was written without waiting. */
  onStrayAnswer: (answer: RtspAnswer) => void = () => {};
  private waiting: Waiting | null = null;
  private sequence = 0;
  private ended: Error | null = null;
  private interruption: Error | null = null;
  private readonly reader: InterleavedReader;

  private constructor(
    private readonly socket: Socket,
    private readonly limits: ConnectionLimits,
  ) {
    this.reader = new InterleavedReader({
      answer: (answer) => this.settle(answer),
      packet: (channel, payload) => this.onPacket(channel, payload),
    });
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => this.end(closed(error.code)));
    socket.on('close', () => this.end(closed()));
  }

  static open(endpoint: Endpoint, limits: ConnectionLimits, signal: AbortSignal): Promise<RtspConnection> {
    return new Promise((resolve, reject) => {
      const { host, port } = endpoint;
      // Cameras sign their certificates themselves; RTSPS hides the traffic and proves no name.
      const socket = endpoint.tls
        ? connectTls({ host, port, rejectUnauthorized: false, minVersion: 'TLSv1' })
        : connectTcp({ host, port, noDelay: true });
      const fail = (cause: Error): void => {
        done();
        socket.destroy();
        reject(cause);
      };
      let isConnected = false;
      socket.once('connect', () => (isConnected = true));
      const onError = (error: NodeJS.ErrnoException): void => fail(connectFailure(error));
      const onAbort = (): void => fail(signal.reason as Error);
      const onConnect = (): void => {
        done();
        resolve(new RtspConnection(socket, limits));
      };
      const timer = setTimeout(() => fail(connectedLate(isConnected)), limits.connectTimeoutMs);
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        socket.off('error', onError).off('connect', onConnect).off('secureConnect', onConnect);
        socket.on('error', () => {});
      };
      socket.once('error', onError);
      socket.once(endpoint.tls ? 'secureConnect' : 'connect', onConnect);
      signal.addEventListener('abort', onAbort);
    });
  }

  get isOpen(): boolean {
    return this.ended === null;
  }

  /** The local side as the camera sees it; UDP is received on the same address. */
  get localAddress(): string {
    return this.socket.localAddress ?? '';
  }

  get remoteAddress(): string {
    return this.socket.remoteAddress ?? '';
  }

  /** Sends one request and waits for its answer. Rejects with an {@link RtspFailure}. */
  request(method: string, uri: string, headers: Readonly<Record<string, string>>): Promise<RtspAnswer> {
    const broken = this.ended ?? this.interruption;
    if (broken !== null) return Promise.reject(broken);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.end(new RtspFailure('stream-timeout', `The camera does not answer ${method}.`));
      }, this.limits.answerTimeoutMs);
      this.waiting = {
        resolve: (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
        reject: (cause) => {
          clearTimeout(timer);
          reject(cause);
        },
      };
      this.write(method, uri, headers);
    });
  }

  /** Sends a request whose answer nobody waits for. */
  write(method: string, uri: string, headers: Readonly<Record<string, string>>): void {
    this.sequence += 1;
    const fields = Object.entries({ CSeq: String(this.sequence), 'User-Agent': 'Shouwang', ...headers });
    const lines = [`${method} ${uri} RTSP/1.0`, ...fields.map(([name, value]) => `${name}: ${value}`)];
    // What a camera or a person wrote (a path, a session, a user name) must not add a line of its own.
    // oxlint-disable-next-line no-control-regex
    const safe = lines.map((line) => line.replaceAll(/[\u0000-\u001f\u007f]/g, ''));
    this.socket.write(`${safe.join('\r\n')}\r\n\r\n`);
  }

  destroy(): void {
    this.end(closed());
  }

  /** Breaks every wait, also later ones; the connection itself can still say goodbye. */
  interrupt(cause: Error): void {
    this.interruption ??= cause;
    const waiting = this.waiting;
    this.waiting = null;
    waiting?.reject(cause);
    this.onEnd(cause);
  }

  private receive(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.ended) return;
    if (this.bytes > this.limits.maxBytes) {
      return this.end(
        new RtspFailure('stream-too-large', `The camera sent more than ${this.limits.maxBytes} bytes.`),
      );
    }
    try {
      this.reader.push(chunk);
    } catch (cause) {
      this.end(garbled(cause));
    }
  }

  private settle(answer: RtspAnswer): void {
    if (answer.status < 200) return;
    const waiting = this.waiting;
    this.waiting = null;
    if (waiting === null) this.onStrayAnswer(answer);
    else waiting.resolve(answer);
  }

  private end(cause: Error): void {
    if (this.ended) return;
    this.ended = cause;
    this.socket.destroy();
    const waiting = this.waiting;
    this.waiting = null;
    waiting?.reject(cause);
    this.onEnd(cause);
  }
}

function connectedLate(isConnected: boolean): RtspFailure {
  // TCP stood and TLS did not: the host is there, its RTSPS service is silent.
  return isConnected
    ? new RtspFailure('stream-timeout', 'The RTSPS port does not answer the TLS handshake.')
    : new RtspFailure('connect-timeout', 'The RTSP port does not answer.');
}

function closed(code?: string): RtspFailure {
  return new RtspFailure('stream-closed', `The camera closed the connection${code ? ` (${code})` : ''}.`);
}

function garbled(cause: unknown): Error {
  if (cause instanceof OversizedAnswer)
    return new RtspFailure('stream-too-large', `The camera sent ${cause.message}.`);
  if (cause instanceof GarbledAnswer)
    return new RtspFailure('stream-garbled', `The camera sent ${cause.message}.`);
  return cause as Error;
}
