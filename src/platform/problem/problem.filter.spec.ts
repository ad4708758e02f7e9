import { BadRequestException, NotFoundException, UnauthorizedException } from '@nestjs/common';
import type { ArgumentsHost } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { DomainError, type DomainErrorKind } from '../../kernel/domain-error.js';
import { Log } from '../logging/log.js';
import { ProblemFilter } from './problem.filter.js';

interface Answer {
  status: number;
  headers: Record<string, string>;
  type: string;
  body: unknown;
}

/** What the filter makes of an error, and what it logs meanwhile. */
function answerTo(thrown: unknown): { answer: Answer; logged: string } {
  let logged = '';
  const log = new Log({ level: 'trace', destination: { write: (line) => void (logged += line) } });
  const answer: Answer = { status: 0, headers: {}, type: '', body: null };
  const reply = {
    status: (status: number) => Object.assign(reply, { answered: (answer.status = status) }),
    header: (name: string, value: string) => void (answer.headers[name] = value),
    type: (type: string) => Object.assign(reply, { typed: (answer.type = type) }),
    send: (body: unknown) => void (answer.body = body),
  };
  const request = {
    method: 'POST',
    url: '/api/v1/cameras?q=a-secret',
    routeOptions: { url: '/api/v1/cameras' },
  };
  const http = { getResponse: () => reply, getRequest: () => request };
  const filter = new ProblemFilter(log);
  filter.catch(thrown, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return { answer, logged };
}

describe('ProblemFilter', () => {
  it.each<[DomainErrorKind, number, string]>([
    ['invalid', 400, 'Bad Request'],
    ['forbidden', 403, 'Forbidden'],
    ['not-found', 404, 'Not Found'],
    ['conflict', 409, 'Conflict'],
    ['too-large', 413, 'Content Too Large'],
    ['unprocessable', 422, 'Unprocessable Content'],
    ['throttled', 429, 'Too Many Requests'],
    ['unavailable', 503, 'Service Unavailable'],
  ])('answers an error of the kind %s with %i', (kind, status, title) => {
    const fields = [{ path: 'position.latitudeDeg', message: 'must be -90…90' }];

    const { answer, logged } = answerTo(new DomainError(kind, 'a-code', 'What to do next.', fields));

    expect(answer).toEqual({
      status,
      headers: {},
      type: 'application/problem+json',
      body: {
        type: 'about:blank',
        title,
        status,
        code: 'a-code',
        detail: 'What to do next.',
        errors: [{ ...fields[0], code: 'a-code' }],
      },
    });
    expect(logged).toBe('');
  });

  it('leaves the list of fields out where no field is wrong', () => {
    const { answer } = answerTo(new DomainError('conflict', 'village-in-use', 'Still in use.'));

    expect(answer.body).not.toHaveProperty('errors');
  });

  it.each([
    [new BadRequestException('no'), 400, 'bad-request'],
    [new NotFoundException('Cannot GET /x'), 404, 'no-such-route'],
    [Object.assign(new Error('no such type'), { statusCode: 415 }), 415, 'unsupported-media-type'],
  ])('answers an error of the framework with its status: %#', (error, status, code) => {
    const { answer } = answerTo(error);

    expect(answer.body).toMatchObject({ status, code, detail: error.message });
  });

  it('says what to do with a body that is too large', () => {
    const { answer } = answerTo(Object.assign(new Error('too large'), { statusCode: 413 }));

    expect(answer.body).toMatchObject({ status: 413, code: 'body-too-large' });
    expect(answer.body).toMatchObject({ detail: expect.stringContaining('divide it') });
  });

  it('says when another attempt makes sense', () => {
    const tooMany = new DomainError('throttled', 'too-many-attempts', 'Wait.', [], { retryAfterS: 30 });

    expect(answerTo(tooMany).answer.headers).toEqual({ 'retry-after': '30' });
  });

  it('names the scheme that a 401 asks for', () => {
    const { answer } = answerTo(new UnauthorizedException('Send a token.'));

    expect(answer.headers).toEqual({ 'www-authenticate': 'Bearer' });
    expect(answer.body).toMatchObject({ status: 401, code: 'unauthorized', detail: 'Send a token.' });
  });

  it.each([
    ['database or disk is full', 'SQLITE_FULL', 'database-not-writable'],
    ['Connection terminated unexpectedly', undefined, 'database-unavailable'],
  ])('says what to do where the database cannot: %s', (message, code, expected) => {
    const refused = Object.assign(new Error(message), { code });

    const { answer, logged } = answerTo(new QueryFailedError('INSERT a-secret', [], refused));

    expect(answer.body).toMatchObject({ status: 503, code: expected });
    expect((answer.body as { detail: string }).detail).toMatch(
      /^The database .*ask again.* needs a restart\.$/,
    );
    expect(JSON.stringify(answer.body)).not.toContain('a-secret');
    expect(JSON.parse(logged)).toMatchObject({ level: 50, route: '/api/v1/cameras' });
  });

  it.each([
    new Error('SELECT password FROM credentials failed: a-secret'),
    Object.assign(new Error('a-secret'), { statusCode: 502 }),
    'a-secret',
    null,
  ])('tells nobody what nobody expected, and logs it with its route: %#', (error) => {
    const { answer, logged } = answerTo(error);

    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('a-secret');
    expect(JSON.parse(logged)).toMatchObject({ level: 50, method: 'POST', route: '/api/v1/cameras' });
    expect(logged).not.toContain('?q=');
  });
});
