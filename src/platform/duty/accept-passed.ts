import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { type KeyRing, keyRing } from '../key/key-ring.js';
import { problem } from '../problem/problem-details.js';
import { openAddress, PASSED_FROM } from './passed-from.js';

/**
 * A call that another replica has passed on counts as one of whoever made it: their address is in the audit trail, and
 * their attempts to log in are counted. First of all hooks, so that nobody has asked for the address before.
 */
export function acceptPassed(app: NestFastifyApplication): void {
  const keys = keyRing(app.get(Config));
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => comeFrom(keys, request, reply));
}

function comeFrom(keys: KeyRing, request: FastifyRequest, reply: FastifyReply): FastifyReply | void {
  const said = request.headers[PASSED_FROM];
  if (said === undefined) return;
  const address = openAddress(keys, String(said), { method: request.method, url: request.raw.url! });
  if (address === null)
    return reply
      .status(403)
      .type('application/problem+json')
      .send(problem(403, 'unknown-replica', UNKNOWN_REPLICA));
  Object.defineProperty(request, 'ip', { value: address });
}

const UNKNOWN_REPLICA =
  'This call was passed on by a replica that does not have the key of the one on duty. Give all replicas the same ' +
  'SHOUWANG_SECRET_KEY.';
