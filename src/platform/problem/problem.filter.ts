import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { type DatabaseTrouble, databaseTrouble } from '../database/database-trouble.js';
import { Log } from '../logging/log.js';
import { type ProblemDetails, problem, problemOf } from './problem-details.js';

/** Code and what to do; the codes are those of /health/ready. */
const SAID_OF: Readonly<Record<DatabaseTrouble, readonly [string, string]>> = {
  'not-writable': [
    'database-not-writable',
    'The database takes no writes, so this was not done; mostly its disk is full, and /health/ready says why. Make ' +
      'room there and ask again: reads go on, and nothing needs a restart.',
  ],
  away: [
    'database-unavailable',
    'The database does not answer, so this was not done. Look at its server, and ask again when /health/ready says ' +
      'that it is ready: nothing needs a restart.',
  ],
};

const TOO_LARGE =
  'The body is larger than a request may be; divide it, or send it as a file where files are taken (…/import).';

/** The one place where an error becomes an HTTP answer. What nobody expected is logged and told without details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const answer = this.problemFor(error, host.switchToHttp().getRequest<FastifyRequest>());
    // RFC 9110: a 401 names the scheme that would do.
    if (answer.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (error instanceof DomainError && error.retryAfterS !== null)
      void reply.header('retry-after', String(error.retryAfterS));
    void reply.status(answer.status).type('application/problem+json').send(answer);
  }

  private problemFor(error: unknown, request: FastifyRequest): ProblemDetails {
    if (error instanceof DomainError) return problemOf(error);
    const status = statusOf(error);
    if (status === 413) return problem(status, codeOf(status), TOO_LARGE);
    if (status !== null && status < 500) return problem(status, codeOf(status), (error as Error).message);
    this.log.error(
      { err: error, method: request.method, route: request.routeOptions.url },
      'a request failed',
    );
    const trouble = databaseTrouble(error);
    if (trouble !== null) return problem(503, ...SAID_OF[trouble]);
    return problem(500, 'internal-error', 'Something broke on our side; the log says what.');
  }
}

/** The framework's own errors and Fastify's (a body that is not JSON, one that is too large) carry their status. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : null;
}

function codeOf(status: number): string {
  if (status === 401) return 'unauthorized';
  if (status === 404) return 'no-such-route';
  if (status === 413) return 'body-too-large';
  if (status === 415) return 'unsupported-media-type';
  return 'bad-request';
}
