import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Identity } from './authority.js';

/** One request, as it came over the wire. */
export interface Received {
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly atMs: number;
}

/** What a receiver says to it; null says nothing at all, and keeps the connection open. */
export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
} | null;

export interface ReceiverOptions {
  /** 0 takes any that is free. */
  readonly port?: number;
  readonly host?: string;
  /** With one it speaks HTTPS. */
  readonly identity?: Identity;
}

/** A real HTTP server, mostly on loopback, that answers as `reply` tells it, and keeps what it got. */
export class Receiver {
  readonly received: Received[] = [];
  private readonly waiting: (() => void)[] = [];

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private readonly host: string,
  ) {}

  static async start(
    reply: (request: Received) => Reply,
    { port = 0, host = '127.0.0.1', identity }: ReceiverOptions = {},
  ): Promise<Receiver> {
    const server: Server = identity === undefined ? createServer() : createSecureServer(identity);
    server.listen(port, host);
    await once(server, 'listening');
    const receiver = new Receiver(server, (server.address() as AddressInfo).port, host);
    server.on('request', (request, response) => void receiver.take(request, response, reply));
    return receiver;
  }

  url(path: string): string {
    return `http://${this.host}:${this.port}${path}`;
  }

  /** Resolves as soon as it got so many requests. */
  async got(count: number): Promise<readonly Received[]> {
    while (this.received.length < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.received;
  }

  /** New connections see another certificate. */
  renew(identity: Identity): void {
    if (this.server instanceof SecureServer) this.server.setSecureContext(identity);
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async take(
    request: IncomingMessage,
    response: ServerResponse,
    reply: (request: Received) => Reply,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const received = {
      url: new URL(request.url!, this.url('/')),
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
      atMs: performance.now(),
    };
    const answer = reply(received);
    if (answer !== null) response.writeHead(answer.status, answer.headers).end(answer.body);
    this.received.push(received);
    for (const tell of this.waiting.splice(0)) tell();
  }
}
