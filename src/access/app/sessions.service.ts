import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, HOUR_MS, type Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { CurrentActor } from '../current-actor.js';
import { AccessStore, type User } from '../store/access.store.js';
import type { SessionRow } from '../store/rows.js';
import { newSecret, secretHash } from './secrets.js';
import { Touches } from './touches.js';

export interface Login {
  readonly user: User;
  /** For the cookie; seen once. */
  readonly secret: string;
  /** However much it is used. */
  readonly expiresAt: Instant;
}

/** Sessions of people who have proved who they are. */
@Injectable()
export class SessionsService {
  constructor(
    @Inject(AccessStore) private readonly store: AccessStore,
    @Inject(Touches) private readonly touches: Touches,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** From now on the user is who acts in this request. */
  async begin(user: User): Promise<Login> {
    const now = this.clock.now();
    await this.store.sweepSessions(now - this.idleMs, now - this.maxMs);
    const secret = newSecret();
    await this.store.beginSession({ hash: secretHash(secret), userId: user.id, createdAt: now, usedAt: now });
    const { id, name, role, villageIds } = user;
    const { address } = this.actors.get();
    this.actors.become({ kind: 'user', id, userId: id, name, role, villageIds, address });
    return { user, secret, expiresAt: now + this.maxMs };
  }

  /** Ends every session of the user: who else is signed in with the old password is out. */
  async beginAnew(user: User): Promise<Login> {
    await this.store.endSessionsOf(user.id);
    return this.begin(user);
  }

  async end(secret: string): Promise<void> {
    await this.store.endSession(secretHash(secret));
  }

  /** The user of a session that is still good; null for any other secret. */
  async userOf(secret: string): Promise<User | null> {
    const session = await this.store.session(secretHash(secret));
    const now = this.clock.now();
    if (session === null || this.isOver(session, now)) return null;
    const user = await this.store.users.find({ id: session.userId });
    if (user === null || user.isDisabled) return null;
    this.touches.session(session.hash, session.usedAt, now);
    return user;
  }

  private isOver({ createdAt, usedAt }: SessionRow, now: Instant): boolean {
    return now - usedAt >= this.idleMs || now - createdAt >= this.maxMs;
  }

  private get idleMs(): number {
    return this.config.access.sessionIdleHours * HOUR_MS;
  }

  private get maxMs(): number {
    return this.config.access.sessionMaxDays * DAY_MS;
  }
}
