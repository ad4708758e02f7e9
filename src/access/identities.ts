import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';
import { AdminToken, firstAdmin } from './admin-token.js';
import { isSameSecret } from './app/secrets.js';
import { SessionsService } from './app/sessions.service.js';
import { TokensService } from './app/tokens.service.js';
import { sessionSecret } from './cookie.js';
import { refuseForeignOrigin } from './same-origin.js';
import type { User } from './store/access.store.js';

export interface Identity {
  readonly actor: Actor;
  /** A password that somebody else chose, and that opens nothing but its own change. */
  readonly hasFirstPassword: boolean;
}

export const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Who sends a request: a token where one is sent, else the session of the cookie. */
@Injectable()
export class Identities {
  constructor(
    @Inject(AdminToken) private readonly adminToken: AdminToken,
    @Inject(TokensService) private readonly tokens: TokensService,
    @Inject(SessionsService) private readonly sessions: SessionsService,
  ) {}

  /** Null for one whom we do not know; a {@link DomainError} for a session that another site makes use of. */
  async of(request: FastifyRequest): Promise<Identity | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.byToken(authorization, request.ip);
    const secret = sessionSecret(request);
    const user = secret === null ? null : await this.sessions.userOf(secret);
    if (user === null) return null;
    // A WebSocket is a GET that any page may open, and what comes over it any page may read.
    const isUpgrade = request.headers.upgrade !== undefined;
    if (isUpgrade || !SAFE_METHODS.has(request.method)) refuseForeignOrigin(request.headers);
    return { actor: actorOf(user, request.ip), hasFirstPassword: user.hasFirstPassword };
  }

  private async byToken(authorization: string, address: string): Promise<Identity | null> {
    const [scheme, secret] = authorization.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !secret) return null;
    if (isSameSecret(secret, this.adminToken.value))
      return { actor: firstAdmin(address), hasFirstPassword: false };
    const valid = await this.tokens.valid(secret);
    if (valid === null) return null;
    const { id, ownerId: userId, role, villageIds } = valid.token;
    const name = valid.by;
    return { actor: { kind: 'token', id, userId, name, role, villageIds, address }, hasFirstPassword: false };
  }
}

export function actorOf({ id, name, role, villageIds }: User, address: string | null): Actor {
  return { kind: 'user', id, userId: id, name, role, villageIds, address };
}
