import type { FastifyReply } from 'fastify';

/** Aborts when whoever asked has gone away; after the answer it aborts too, when nobody listens any more. */
export function signalOf(reply: FastifyReply): AbortSignal {
  const leaving = new AbortController();
  reply.raw.once('close', () => leaving.abort());
  return leaving.signal;
}
