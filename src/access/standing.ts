import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor, Role } from './actor.js';
import { Identities } from './identities.js';

/** Whether who began something long may go on with it: sessions end, tokens are revoked, roles and villages change. */
@Injectable()
export class Standing {
  constructor(@Inject(Identities) private readonly identities: Identities) {}

  /** `signed-out`: the session or token of the request is good no more. `not-allowed`: it may no longer do this. */
  async of(
    request: FastifyRequest,
    needed: { readonly roles: readonly Role[]; readonly villageId: string },
  ): Promise<'good' | 'signed-out' | 'not-allowed'> {
    const identity = await this.identities.of(request);
    if (identity === null) return 'signed-out';
    const { role, villageIds } = identity.actor;
    const isTheirs = villageIds === null || villageIds.includes(needed.villageId);
    const mayGoOn = role !== null && needed.roles.includes(role) && isTheirs && !identity.hasFirstPassword;
    return mayGoOn ? 'good' : 'not-allowed';
  }

  /** Who sends the request, as their account is by now; null for one who is signed out, or has yet to change a password. */
  async actorOf(request: FastifyRequest): Promise<Actor | null> {
    const identity = await this.identities.of(request);
    return identity === null || identity.hasFirstPassword ? null : identity.actor;
  }
}
