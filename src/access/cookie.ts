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

function flags(secure: boolean) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
}
