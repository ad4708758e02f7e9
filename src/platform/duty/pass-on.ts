import {
  type ClientRequest,
  Agent as PlainAgent,
  type IncomingMessage,
  request as plainRequest,
  type RequestOptions,
  type ServerResponse,
} from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { KeyRing } from '../key/key-ring.js';
import { endToEnd } from './hops.js';
import { PASSED_FROM, sealedAddress } from './passed-from.js';

/** A machine that is gone refuses nothing; so long it is waited for. */
const CONNECT_MS = 3_000;

/** A call whose replica on duty did not answer, before anything was said to the caller. */
export type Unanswered = (response: ServerResponse) => void;

/**
 * Passes calls on as they come, byte for byte: bodies, streams of events, and connections that become WebSockets. The caller's
 * address goes along under a seal. Nothing is kept, and nothing tried twice that might do something twice.
 */
export class PassOn {
  private readonly underWay = new Set<ClientRequest>();
  private readonly agents = {
    'http:': new PlainAgent({ keepAlive: true }),
    'https:': new SecureAgent({ keepAlive: true }),
  };

  constructor(
    private readonly keys: KeyRing,
    private readonly unanswered: Unanswered,
  ) {}

  pass(to: string, incoming: IncomingMessage, response: ServerResponse): void {
    const outgoing = this.begin(to, incoming, { headers: this.headersOf(incoming) });
    const isRepeatable = incoming.method === 'GET' || incoming.method === 'HEAD';
    let isAnswered = false;
    outgoing.once('response', (answer) => {
      isAnswered = true;
      hand(answer, response);
    });
    outgoing.on('error', (cause: NodeJS.ErrnoException) => {
      if (isAnswered || response.destroyed) return void response.destroy();
      // The other end had closed a connection that was kept open, before it saw this call.
      const isStale = outgoing.reusedSocket && cause.code === 'ECONNRESET';
      if (isStale && isRepeatable) return this.pass(to, incoming, response);
      this.unanswered(response);
    });
    response.once('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  /** `response` answers where the other end does not let the connection become what it was asked for. */
  passUpgrade(
    to: string,
    incoming: IncomingMessage,
    near: Duplex,
    head: Buffer,
    response: ServerResponse,
  ): void {
    const headers = { ...this.headersOf(incoming), connection: 'Upgrade', upgrade: incoming.headers.upgrade };
    const outgoing = this.begin(to, incoming, { headers, agent: false });
    outgoing.once('upgrade', (answer, far, farHead) => {
      response.detachSocket(near as Socket);
      near.write(Buffer.concat([switching(answer), farHead]));
      far.write(head);
      join(near, far);
    });
    outgoing.once('response', (answer) => hand(answer, response));
    outgoing.on('error', () => (response.headersSent ? near.destroy() : this.unanswered(response)));
    near.once('close', () => outgoing.destroy());
    outgoing.end();
  }

  /** Ends what waits for a replica that is not on duty any more, so that callers come again. */
  endAll(): void {
    for (const outgoing of this.underWay) outgoing.destroy();
  }

  close(): void {
    this.endAll();
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  private begin(to: string, { method, url }: IncomingMessage, options: RequestOptions): ClientRequest {
    const { protocol, hostname, port } = new URL(to);
    const isSecure = protocol === 'https:';
    const outgoing = (isSecure ? secureRequest : plainRequest)({
      agent: this.agents[isSecure ? 'https:' : 'http:'],
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port || (isSecure ? 443 : 80),
      method,
      path: url,
      ...options,
    });
    this.underWay.add(outgoing);
    outgoing.once('close', () => this.underWay.delete(outgoing));
    outgoing.once('socket', (socket) => endIfSilent(socket, outgoing));
    return outgoing;
  }

  private headersOf({ headers, method, url, socket }: IncomingMessage): RequestOptions['headers'] {
    const call = { method: method!, url: url! };
    const chunked = headers['transfer-encoding'];
    return {
      ...endToEnd(headers),
      // Methods that mostly have no body would otherwise lose theirs.
      ...(chunked !== undefined && { 'transfer-encoding': 'chunked' }),
      [PASSED_FROM]: sealedAddress(this.keys, socket.remoteAddress ?? '', call),
    };
  }
}

function endIfSilent(socket: Socket, outgoing: ClientRequest): void {
  if (!socket.connecting) return;
  const timer = setTimeout(() => outgoing.destroy(new Error('no connection in time')), CONNECT_MS);
  socket.once('connect', () => clearTimeout(timer));
  socket.once('close', () => clearTimeout(timer));
}

/** Headers at once: of a stream of events the first one may come much later. */
function hand(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode!, answer.statusMessage, endToEnd(answer.headers));
  response.flushHeaders();
  answer.on('error', () => response.destroy());
  answer.once('close', () => answer.complete || response.destroy());
  answer.pipe(response);
}

function switching({ statusCode, statusMessage, rawHeaders }: IncomingMessage): Buffer {
  const pairs = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
  return Buffer.from(`HTTP/1.1 ${statusCode} ${statusMessage}\r\n${pairs.join('\r\n')}\r\n\r\n`, 'latin1');
}

function join(one: Duplex, other: Duplex): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on('error', () => to.destroy());
    from.once('close', () => to.destroy());
    from.pipe(to);
  }
}
