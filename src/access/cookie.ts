import { fastifyCookie } from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../platform/config/config.js';

const NAME = 'shouwang_session';

/** Before the first request: cookies are read from then on. */
export async function acceptCookies(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyCookie);
}

/** The secret of the session that a browser sends; null where it sends none. */
export function sessionSecret(request: FastifyRequest): string | null {
  return request.cookies[NAME] ?? null;
}

/** No script reads it, and no other site sends it along. */
export function setSession(
  reply: FastifyReply,
  { secret, expiresAt }: { readonly secret: string; readonly expiresAt: number },
  secure: boolean,
): void {
  void reply.setCookie(NAME, secret, { ...flags(secure), expires: new Date(expiresAt) });
}

export function clearSession(reply: FastifyReply, secure: boolean): void {
  void reply.setCookie(NAME, '', { ...flags(secure), expires: new Date(0) });
}

/** A proxy that ends the HTTPS says so in `X-Forwarded-Proto`; who lies about it weakens nothing but their own cookie. */
export function isSecure(request: FastifyRequest, { access }: Config): boolean {
  if (access.secureCookie !== 'auto') return access.secureCookie === 'always';
  return request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';
}

/** For the way to the provider and back, which may take a typed password and a second factor. */
const DEPARTURE = { name: 'shouwang_oidc', path: '/api/v1/sessions/oidc', maxAgeS: 600 } as const;

/** `Lax`, because it is the provider's page that sends the browser back. */
export function keepDeparture(reply: FastifyReply, value: string, secure: boolean): void {
  const { name, path, maxAgeS: maxAge } = DEPARTURE;
  void reply.setCookie(name, value, { path, maxAge, httpOnly: true, sameSite: 'lax', secure });
}

export function forgetDeparture(reply: FastifyReply, secure: boolean): void {
  const { name, path } = DEPARTURE;
  void reply.setCookie(name, '', { path, maxAge: 0, httpOnly: true, sameSite: 'lax', secure });
}

/** What {@link keepDeparture} kept, as anybody may have written it; null where there is nothing to read. */
export function departureIn(request: FastifyRequest): unknown {
  try {
    return JSON.parse(request.cookies[DEPARTURE.name] ?? 'null');
  } catch {
    return null;
  }
}

function flags(secure: boolean) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
}
