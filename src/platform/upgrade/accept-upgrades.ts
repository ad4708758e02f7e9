import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A connection that a request wants to make something else of. */
export interface Upgrade {
  readonly socket: Duplex;
  /** What came right behind the request. */
  readonly head: Buffer;
}

const upgrades = new WeakMap<IncomingMessage, Upgrade & { readonly response: ServerResponse }>();

/**
 * Lets a request for a WebSocket go the way of every other one: guards, schemas and problem details come first, and the
 * handler that wants the connection takes it with {@link takeUpgrade}. One that nobody takes is answered and closed.
 */
export function acceptUpgrades(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  app.getHttpServer().on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer that resets a connection is no error of ours, and one without a listener ends the process.
    socket.on('error', () => socket.destroy());
    // Node reads no body of such a request.
    if (request.method !== 'GET') return void socket.end(NO_BODY);
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket as never);
    response.once('finish', () => socket.end());
    upgrades.set(request, { socket, head, response });
    fastify.routing(request, response);
  });
}

const NO_BODY = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** Whether the connection of this request may become a WebSocket. */
export function wantsWebSocket({ raw }: FastifyRequest): boolean {
  return upgrades.has(raw) && raw.headers.upgrade?.toLowerCase() === 'websocket';
}

/** The connection is the caller's from now on; Fastify answers nothing any more. */
export function takeUpgrade(request: FastifyRequest, reply: FastifyReply): Upgrade {
  const { socket, head, response } = upgrades.get(request.raw)!;
  reply.hijack();
  response.removeAllListeners('finish');
  response.detachSocket(socket as never);
  return { socket, head };
}
