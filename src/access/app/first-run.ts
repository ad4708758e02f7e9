import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { AdminToken, firstAdmin } from '../admin-token.js';
import { CurrentActor } from '../current-actor.js';
import { LoginThrottle } from './login-throttle.js';
import { isSameSecret } from './secrets.js';
import { type User, UsersService } from './users.service.js';

/** For the throttle: no user name has a blank. */
const ACCOUNT = 'first run';

export interface FirstAdmin {
  /** As in the configuration, or in the file `admin-token` of the data folder: who can read it runs this machine. */
  readonly token: string;
  readonly username: string;
  readonly password: string;
}

/** While there is no user, whoever holds the admin token makes the first one, from a page. */
@Injectable()
export class FirstRun {
  constructor(
    @Inject(AdminToken) private readonly adminToken: AdminToken,
    @Inject(UsersService) private readonly users: UsersService,
    @Inject(LoginThrottle) private readonly throttle: LoginThrottle,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
  ) {}

  isNow(): Promise<boolean> {
    return this.users.isNobodyThere();
  }

  async begin({ token, username, password }: FirstAdmin): Promise<User> {
    // Before the token is looked at: afterwards there is nothing to be learned of it here.
    if (!(await this.isNow())) throw isOver();
    this.prove(token);
    const user = await this.users.enterFirst(username, password);
    if (user === null) throw isOver();
    this.actors.about(user.id);
    return user;
  }

  /** Guessed at as slowly as a password. */
  private prove(token: string): void {
    const address = this.actors.get().address ?? '';
    this.throttle.begin(ACCOUNT, address);
    if (!isSameSecret(token, this.adminToken.value))
      throw new DomainError(
        'unauthorized',
        'wrong-admin-token',
        'This is not the admin token: it is the setting bootstrapToken, or in the file admin-token of the data folder.',
      );
    this.throttle.succeeded(ACCOUNT, address);
    this.actors.become(firstAdmin(this.actors.get().address));
  }
}

function isOver(): DomainError {
  return new DomainError('conflict', 'not-first-run', 'There is a user already; sign in, or ask an admin.');
}
