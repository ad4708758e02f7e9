import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import type { Actor } from '../actor.js';
import { CurrentActor } from '../current-actor.js';
import { AccessStore, type Token } from '../store/access.store.js';
import type { PageRequest } from '../store/holder-shelf.js';
import { type Grant, isWithin, notFound, refused, refuseSenseless, unknownVillage } from './grant.js';
import { newSecret, secretHash } from './secrets.js';
import { Touches } from './touches.js';

export type { Token };

export interface TokenEntry {
  readonly name: string;
  /** Null for the own. */
  readonly role: Grant['role'] | null;
  /** Left out for the own; null for all. */
  readonly villageIds?: Grant['villageIds'] | undefined;
  /** Null for one that does not expire. */
  readonly expiresAt: Instant | null;
}

export interface ValidToken {
  readonly token: Token;
  /** Whose deeds these are: its owner's; its own where nobody owns it. */
  readonly by: string;
}

/** Tokens of programs. What is kept is a hash: the token itself is seen once, by who made it. */
@Injectable()
export class TokensService {
  constructor(
    @Inject(AccessStore) private readonly store: AccessStore,
    @Inject(Touches) private readonly touches: Touches,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  /** One's own; every one for admins and auditors. */
  async list(request: PageRequest) {
    const actor = this.actors.get();
    if (actor.role === 'admin' || actor.role === 'auditor') return this.store.tokens.page(request);
    return this.store.tokens.page(request, { ownerId: (await this.ownerOf(actor)) ?? NONE });
  }

  async make(entry: TokenEntry): Promise<{ readonly token: Token; readonly secret: string }> {
    const actor = this.actors.get();
    const grant = { role: entry.role ?? actor.role!, villageIds: villagesFor(entry, actor) };
    const now = this.clock.now();
    this.refuse(entry, grant, actor);
    const secret = newSecret('shouwang_');
    const token: Token = {
      ...grant,
      id: this.ids.next(),
      name: entry.name,
      hash: secretHash(secret),
      ownerId: await this.ownerOf(actor),
      expiresAt: entry.expiresAt,
      usedAt: null,
      createdAt: now,
      updatedAt: now,
    };
    if ((await this.store.tokens.insert(token)) === 'dangling') throw unknownVillage();
    this.actors.about(token.id);
    return { token, secret };
  }

  async revoke(id: string): Promise<void> {
    const actor = this.actors.get();
    const token = await this.store.tokens.find({ id });
    const isTheirs =
      token !== null && token.ownerId !== null && token.ownerId === (await this.ownerOf(actor));
    if (token === null || (actor.role !== 'admin' && !isTheirs)) return notFound('token', id);
    await this.store.tokens.remove(id);
  }

  /**
   * The token of a secret; null for one that is unknown, expired, or may do more than its owner may now: who is
   * disabled or demoted takes their tokens along.
   */
  async valid(secret: string): Promise<ValidToken | null> {
    const token = await this.store.tokens.find({ hash: secretHash(secret) });
    const now = this.clock.now();
    if (token === null || (token.expiresAt !== null && token.expiresAt <= now)) return null;
    let by = token.name;
    if (token.ownerId !== null) {
      const owner = await this.store.users.find({ id: token.ownerId });
      if (owner === null || owner.isDisabled || !isWithin(token, owner)) return null;
      by = owner.name;
    }
    this.touches.token(token.id, token.usedAt, now);
    return { token, by };
  }

  private refuse({ expiresAt }: TokenEntry, grant: Grant, actor: Actor): void {
    if (actor.kind === 'token' && actor.role !== 'admin')
      throw new DomainError(
        'forbidden',
        'sign-in-first',
        'Sign in as a user to make a token; a token makes none.',
      );
    if (expiresAt !== null && expiresAt <= this.clock.now())
      throw refused('expired-already', 'expiresAt', 'must be in the future');
    refuseSenseless(grant);
    if (isWithin(grant, actor)) return;
    throw new DomainError('forbidden', 'more-than-your-own', 'A token may do no more than you may.');
  }

  /** A token that an admin's token makes belongs to the same person. */
  private async ownerOf({ kind, id }: Actor): Promise<string | null> {
    if (kind === 'user') return id;
    return id === null ? null : ((await this.store.tokens.find({ id }))?.ownerId ?? null);
  }
}

/** An id that no row has. */
const NONE = '';

function villagesFor({ role, villageIds }: TokenEntry, actor: Actor): Grant['villageIds'] {
  if (villageIds !== undefined) return villageIds;
  return role === null || role === actor.role ? actor.villageIds : null;
}
