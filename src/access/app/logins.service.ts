import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { CurrentActor } from '../current-actor.js';
import { AccessStore } from '../store/access.store.js';
import { refused } from './grant.js';
import { LoginThrottle } from './login-throttle.js';
import { NO_PASSWORD, Passwords } from './passwords.js';
import { type Login, SessionsService } from './sessions.service.js';
import { UsersService } from './users.service.js';

/** Where passwords are proved. */
@Injectable()
export class LoginsService {
  constructor(
    @Inject(AccessStore) private readonly store: AccessStore,
    @Inject(UsersService) private readonly users: UsersService,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(LoginThrottle) private readonly throttle: LoginThrottle,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
  ) {}

  /** An unknown user, a disabled one and a wrong password get the same answer after the same work. */
  async logIn(name: string, password: string): Promise<Login> {
    this.throttle.begin(name, this.address);
    const user = await this.store.users.find({ name });
    // Only names that are accounts go into the audit trail: people type passwords into the wrong field.
    if (user !== null) this.actors.about(user.name);
    const isRight = await this.passwords.fits(password, user?.passwordHash ?? NO_PASSWORD);
    if (user === null || !isRight || user.isDisabled)
      throw new DomainError('unauthorized', 'wrong-login', 'User name or password is wrong.');
    this.throttle.succeeded(name, this.address);
    return this.sessions.begin(user);
  }

  async changePassword(userId: string, current: string, wanted: string): Promise<Login> {
    const user = await this.users.get(userId);
    this.throttle.begin(user.name, this.address);
    if (!(await this.passwords.fits(current, user.passwordHash)))
      throw refused('wrong-password', 'currentPassword', 'is not the password of this account');
    this.throttle.succeeded(user.name, this.address);
    if (current === wanted) throw refused('same-password', 'newPassword', 'must differ from the current one');
    await this.users.setOwnPassword(user, wanted);
    return this.sessions.beginAnew(await this.users.get(user.id));
  }

  private get address(): string {
    return this.actors.get().address ?? '';
  }
}
