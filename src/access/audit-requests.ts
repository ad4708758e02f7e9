import { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log } from '../platform/logging/log.js';
import { problem } from '../platform/problem/problem-details.js';
import { AuditTrail, type Deed } from './app/audit-trail.js';
import { sceneOf } from './open-scenes.js';

const PREFIX = /^\/api\/v1/;
const MAX_REASON = 200;
/** The answer to an entry names its id; a list or a report is not read for one. */
const MAX_ANSWER = 65_536;

/**
 * Every write, and what else the guard marked, is in the audit trail before its answer leaves: an entry that cannot be
 * written turns the answer into an error, so that no picture is shown that nobody knows of.
 */
export function auditRequests(app: NestFastifyApplication): void {
  const [trail, log] = [app.get(AuditTrail), app.get(Log)];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request, reply, payload: unknown) => {
      if (!sceneOf(request).isAudited) return payload;
      try {
        await trail.record(deedOf(request, reply.statusCode, payload));
        return payload;
      } catch (cause) {
        log.error({ err: cause, method: request.method }, 'the audit trail cannot be written');
        // A problem of ours shows nothing, and says better what to do.
        return reply.statusCode >= 500 ? payload : unseen(reply, payload);
      }
    });
}

/** Instead of what was to be answered: a hook that throws would show the database's own words. */
function unseen(reply: FastifyReply, payload: unknown): string {
  if (payload instanceof Readable) payload.destroy();
  reply.removeHeader('set-cookie');
  void reply.status(503).type('application/problem+json');
  return JSON.stringify(
    problem(
      503,
      'audit-not-written',
      'The audit trail cannot be written, so nothing is shown; a change that was asked for may have been made. ' +
        '/health/ready says whether the database can be written; try again when it can.',
    ),
  );
}

function deedOf(request: FastifyRequest, status: number, payload: unknown): Deed {
  const { actor, subject } = sceneOf(request);
  const route = (request.routeOptions.url ?? request.url).replace(PREFIX, '');
  const { id } = request.params as { id?: string };
  return {
    actor,
    action: `${request.method} ${route}`,
    subject: subject ?? id ?? (status === 201 ? idIn(payload) : null),
    status,
    reason: reasonOf(request.query),
  };
}

function reasonOf(query: unknown): string | null {
  const { reason } = query as { reason?: unknown };
  return typeof reason === 'string' ? reason.trim().slice(0, MAX_REASON) : null;
}

function idIn(payload: unknown): string | null {
  if (typeof payload !== 'string' || payload.length > MAX_ANSWER) return null;
  const { id } = JSON.parse(payload) as { id?: unknown };
  return typeof id === 'string' ? id : null;
}
