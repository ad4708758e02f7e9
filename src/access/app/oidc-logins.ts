import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Config } from '../../platform/config/config.js';
import { CurrentActor } from '../current-actor.js';
import { AccessStore } from '../store/access.store.js';
import { type Departure, OidcProvider } from './oidc-provider.js';
import { type Login, SessionsService } from './sessions.service.js';

/** Sign-in through a provider, into accounts that an admin has made: nobody gets one by coming along. */
@Injectable()
export class OidcLogins {
  constructor(
    @Inject(OidcProvider) private readonly provider: OidcProvider,
    @Inject(AccessStore) private readonly store: AccessStore,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Config) private readonly config: Config,
  ) {}

  depart(): Promise<{ readonly url: string; readonly departure: Departure }> {
    return this.provider.departure();
  }

  async arrive(query: string, departure: Departure): Promise<Login> {
    const name = this.nameIn(await this.provider.claims(query, departure));
    const user = await this.store.users.find({ name });
    if (user !== null) this.actors.about(user.name);
    if (user !== null && !user.isDisabled) return this.sessions.begin(user);
    const message = `The provider knows you as "${name}", but there is no such account here; ask an admin for one.`;
    throw new DomainError('forbidden', 'no-account', message);
  }

  private nameIn(claims: Readonly<Record<string, unknown>>): string {
    const { nameClaim } = this.config.oidc;
    const value = claims[nameClaim];
    // Where anybody may claim any address, an address is no name.
    const isSure = nameClaim !== 'email' || claims['email_verified'] === true;
    if (typeof value === 'string' && value !== '' && isSure) return value.normalize('NFKC').toLowerCase();
    const message = `The provider does not say (or not for sure) what oidc.nameClaim asks for: ${nameClaim}.`;
    throw new DomainError('forbidden', 'no-account', message);
  }
}
