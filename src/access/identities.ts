import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Actor } from './actor.js';
import { AdminToken } from './admin-token.js';

export interface Identity {
  readonly actor: Actor;
  /** A password that somebody else chose, and that opens nothing but its own change. */
  readonly hasFirstPassword: boolean;
}

/** Who sends a request. */
@Injectable()
export class Identities {
  constructor(@Inject(AdminToken) private readonly adminToken: AdminToken) {}

  /** Null for one whom we do not know. */
  async of(request: FastifyRequest): Promise<Identity | null> {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) return null;
    return isSame(token, this.adminToken.value) ? firstAdmin(request.ip) : null;
  }
}

function firstAdmin(address: string): Identity {
  const actor: Actor = {
    kind: 'token',
    id: null,
    name: 'admin-token',
    role: 'admin',
    villageIds: null,
    address,
  };
  return { actor, hasFirstPassword: false };
}

/** Compares digests, so that the time taken says nothing about either text. */
function isSame(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
