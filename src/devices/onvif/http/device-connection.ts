import type { Socket } from 'node:net';
import { Client } from 'undici';
import type { Fault } from '../../../kernel/fault.js';
import type { Instant } from '../../../kernel/instant.js';
import type { Endpoint } from '../../wire/endpoint.js';
import { AnswerCollector } from './answer-collector.js';
import type { HttpAnswer } from './http-answer.js';
import { faultOnConnection, faultWhileConnecting } from './network-fault.js';
import { onceUsable, openSocket } from './open-socket.js';

export interface HttpRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** On `performance.now()`. */
  readonly deadlineMs: number;
}

export type HttpResult = { readonly answer: HttpAnswer } | { readonly fault: Fault };

interface ConnectionOptions {
  readonly connectTimeoutMs: number;
  readonly maxBytes: number;
  readonly now: () => Instant;
}

/** How far the connection of the moment has come. `usable`: for HTTP, after the TLS handshake if there is one. */
type Stage = 'none' | 'connecting' | 'reached' | 'usable';

/** Given to undici so that it need not make an error, with a stack, at the end of every visit. */
const HUNG_UP = new Error('The ONVIF session hung up.');

type Settled = HttpResult | { readonly error: Error } | { readonly aborted: unknown };

/** At most one TCP connection to one device at a time, kept between requests; requests come one after another. */
export class DeviceConnection {
  /** Time the first connection took; null before it stands. */
  connectMs: number | null = null;
  private stage: Stage = 'none';
  private answersOnSocket = 0;
  private socket: Socket | null = null;
  private client: Client | null = null;
  private interrupt: ((outcome: Settled) => void) | null = null;

  constructor(
    private readonly endpoint: Endpoint,
    private readonly options: ConnectionOptions,
  ) {}

  /** Rejects only with the reason given to `abort`. */
  async post(request: HttpRequest): Promise<HttpResult> {
    if (performance.now() >= request.deadlineMs) return { fault: this.timeoutFault() };
    const [outcome, hasBegun] = await this.exchange(request);
    const isReused = this.answersOnSocket > 0;
    if ('aborted' in outcome) throw outcome.aborted;
    if (!('error' in outcome)) return outcome;
    const fault =
      this.stage === 'usable' ? faultOnConnection(outcome.error) : this.faultBeforeUse(outcome.error);
    this.drop();
    // A device may hang up between two calls without having said so; nothing was read of the answer.
    if (isReused && !hasBegun && fault.code === 'onvif-closed') return this.post(request);
    return { fault };
  }

  /** The request under way rejects with `reason`. */
  abort(reason: unknown): void {
    this.interrupt?.({ aborted: reason });
    this.drop();
  }

  close(): void {
    this.interrupt?.({ fault: { code: 'onvif-closed', detail: 'We hung up.' } });
    this.drop();
  }

  private exchange(request: HttpRequest): Promise<[Settled, boolean]> {
    return new Promise((resolve) => {
      const settle = (outcome: Settled): void => {
        if (this.interrupt !== settle) return;
        this.interrupt = null;
        clearTimeout(timer);
        if ('answer' in outcome) this.answersOnSocket += 1;
        else if (!('error' in outcome)) this.drop();
        resolve([outcome, collector.hasBegun]);
      };
      this.interrupt = settle;
      const timer = setTimeout(
        () => settle({ fault: this.timeoutFault() }),
        Math.max(0, request.deadlineMs - performance.now()),
      );
      const collector = new AnswerCollector(this.options, this.options.now, {
        onAnswer: (answer) => settle({ answer }),
        onRefused: (fault) => settle({ fault }),
        onError: (error) => settle({ error }),
      });
      try {
        const { path, headers, body } = request;
        this.openClient().dispatch({ method: 'POST', path, headers, body }, collector);
      } catch (error) {
        settle({ error: error as Error });
      }
    });
  }

  private openClient(): Client {
    this.client ??= new Client(originOf(this.endpoint), {
      // The session's own deadline covers these; undici's timers would cost as much as a heartbeat's parsing.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_options, callback) => this.connect(callback),
    });
    return this.client;
  }

  private connect(done: (...outcome: [null, Socket] | [Error, null]) => void): void {
    const startedAt = performance.now();
    const socket = openSocket(this.endpoint);
    this.socket = socket;
    this.stage = 'connecting';
    this.answersOnSocket = 0;
    const timer = setTimeout(
      () => this.interrupt?.({ fault: this.timeoutFault() }),
      this.options.connectTimeoutMs,
    );
    const fail = (error: Error): void => {
      clearTimeout(timer);
      done(error, null);
    };
    socket.once('error', fail).once('close', () => clearTimeout(timer));
    socket.once('connect', () => {
      this.connectMs ??= performance.now() - startedAt;
      this.stage = 'reached';
    });
    onceUsable(socket, () => {
      clearTimeout(timer);
      socket.off('error', fail);
      this.stage = 'usable';
      done(null, socket);
    });
  }

  private faultBeforeUse(error: Error): Fault {
    if (this.stage !== 'reached') return faultWhileConnecting(error);
    return {
      code: 'onvif-closed',
      detail: 'The device took the connection and broke off the TLS handshake.',
    };
  }

  private timeoutFault(): Fault {
    return this.connectMs !== null && this.stage !== 'connecting'
      ? {
          code: 'onvif-timeout',
          detail: 'The device took the connection, but its answer was not whole in time.',
        }
      : { code: 'connect-timeout', detail: "The device's ONVIF port did not take a connection in time." };
  }

  private drop(): void {
    const { client, socket } = this;
    this.client = null;
    this.socket = null;
    this.stage = 'none';
    this.answersOnSocket = 0;
    void client?.destroy(HUNG_UP);
    socket?.destroy();
  }
}

function originOf({ host, port, tls }: Endpoint): string {
  // The zone of a link-local address (`fe80::1%eth0`) is ours alone and no part of a URL.
  const name = host.includes(':') ? `[${host.replace(/%.*$/, '')}]` : host;
  return `${tls ? 'https' : 'http'}://${name}:${port}`;
}
