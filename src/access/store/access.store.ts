import { Inject, Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import { type Holder, HolderShelf } from './holder-shelf.js';
import {
  type SessionRow,
  sessions,
  type TokenRow,
  tokens,
  tokenVillages,
  type UserRow,
  users,
  userVillages,
} from './rows.js';

export type User = Holder<UserRow>;
export type Token = Holder<TokenRow>;

/** Users, tokens and sessions. Sessions and tokens are found by the hash of what their bearer holds. */
@Injectable()
export class AccessStore {
  readonly users: HolderShelf<UserRow>;
  readonly tokens: HolderShelf<TokenRow>;

  constructor(@Inject(DataSource) private readonly source: DataSource) {
    this.users = new HolderShelf(source, users, userVillages);
    this.tokens = new HolderShelf(source, tokens, tokenVillages);
  }

  session(hash: string): Promise<SessionRow | null> {
    return this.source.getRepository(sessions).findOneBy({ hash });
  }

  async beginSession(row: SessionRow): Promise<void> {
    await this.source.transaction((manager) => manager.insert(sessions, row));
  }

  async touchSession(hash: string, usedAt: Instant): Promise<void> {
    await this.source.transaction((manager) => manager.update(sessions, { hash }, { usedAt }));
  }

  async endSession(hash: string): Promise<void> {
    await this.source.transaction((manager) => manager.delete(sessions, { hash }));
  }

  async endSessionsOf(userId: string): Promise<void> {
    await this.source.transaction((manager) => manager.delete(sessions, { userId }));
  }

  /** Ends what nobody has used since `idleSince`, and what began before `bornBefore`. */
  async sweepSessions(idleSince: Instant, bornBefore: Instant): Promise<void> {
    await this.source.transaction(async (manager) => {
      await manager.delete(sessions, [{ usedAt: LessThan(idleSince) }, { createdAt: LessThan(bornBefore) }]);
    });
  }
}
