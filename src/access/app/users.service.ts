import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import type { Role } from '../actor.js';
import { CurrentActor } from '../current-actor.js';
import { AccessStore, type User } from '../store/access.store.js';
import type { PageRequest, Written } from '../store/holder-shelf.js';
import { conflict, notFound, refuseSenseless, unknownVillage } from './grant.js';
import { NO_PASSWORD, Passwords } from './passwords.js';

export type { User };

export interface UserEntry {
  /** In lower case. */
  readonly name: string;
  /** Null for one who signs in through a provider alone. */
  readonly password: string | null;
  readonly role: Role;
  readonly villageIds: readonly string[] | null;
  readonly isDisabled: boolean;
}

/** Accounts of people. A password that somebody else has set opens nothing but its own change. */
@Injectable()
export class UsersService {
  constructor(
    @Inject(AccessStore) private readonly store: AccessStore,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  list(request: PageRequest) {
    return this.store.users.page(request);
  }

  async get(id: string): Promise<User> {
    return (await this.store.users.find({ id })) ?? notFound('user', id);
  }

  async enter({ password, ...entry }: UserEntry): Promise<User> {
    refuseSenseless(entry);
    const now = this.clock.now();
    const secret = await this.firstPassword(password, entry.name);
    const user = {
      ...entry,
      id: this.ids.next(),
      ...secret,
      createdAt: now,
      updatedAt: now,
    };
    settle(await this.store.users.insert(user), user.id);
    return this.get(user.id);
  }

  isNobodyThere(): Promise<boolean> {
    return this.store.users.isEmpty();
  }

  /** An admin with a password of their own choice; null where there is a user already, also one who came meanwhile. */
  async enterFirst(name: string, password: string): Promise<User | null> {
    const now = this.clock.now();
    const id = this.ids.next();
    const written = await this.store.users.insertFirst({
      id,
      name,
      role: 'admin',
      villageIds: null,
      isDisabled: false,
      passwordHash: await this.passwords.hash(password, name, 'password'),
      hasFirstPassword: false,
      createdAt: now,
      updatedAt: now,
    });
    return written === 'written' ? this.get(id) : null;
  }

  async change(id: string, { password, ...patch }: Partial<UserEntry>): Promise<User> {
    const user = await this.get(id);
    this.refuseForOneself(user, patch);
    const changed = { ...user, ...patch };
    refuseSenseless(changed);
    const secret = password === undefined ? {} : await this.firstPassword(password, changed.name);
    settle(await this.store.users.update(id, { ...patch, ...secret, updatedAt: this.clock.now() }), id);
    if (password !== undefined || changed.isDisabled) await this.store.endSessionsOf(id);
    return this.get(id);
  }

  async remove(id: string): Promise<void> {
    const user = await this.get(id);
    this.refuseForOneself(user, { isDisabled: true });
    await this.store.users.remove(id);
  }

  /** Their own choice: from now on the account is theirs alone. */
  async setOwnPassword(user: User, password: string): Promise<void> {
    const passwordHash = await this.passwords.hash(password, user.name, 'newPassword');
    const updatedAt = this.clock.now();
    settle(
      await this.store.users.update(user.id, { passwordHash, hasFirstPassword: false, updatedAt }),
      user.id,
    );
  }

  private async firstPassword(
    password: string | null,
    userName: string,
  ): Promise<Pick<User, 'passwordHash' | 'hasFirstPassword'>> {
    if (password === null) return { passwordHash: NO_PASSWORD, hasFirstPassword: false };
    return {
      passwordHash: await this.passwords.hash(password, userName, 'password'),
      hasFirstPassword: true,
    };
  }

  /** Who locks out themselves by mistake can't undo it. */
  private refuseForOneself(user: User, patch: Partial<UserEntry>): void {
    const { kind, id } = this.actors.get();
    if (kind !== 'user' || id !== user.id) return;
    const isDemoted = patch.role !== undefined && patch.role !== user.role;
    if (!isDemoted && patch.isDisabled !== true) return;
    throw new DomainError(
      'conflict',
      'own-account',
      'You cannot disable, remove or demote the account you are signed in with; ask another admin.',
    );
  }
}

function settle(written: Written, id: string): void {
  if (written === 'duplicate')
    throw conflict('duplicate-user-name', 'name', 'another user already has this name');
  if (written === 'dangling') throw unknownVillage();
  if (written === 'missing') notFound('user', id);
}
