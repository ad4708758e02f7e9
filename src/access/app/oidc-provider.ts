import { Inject, Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { DomainError } from '../../kernel/domain-error.js';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';

/** What a browser keeps between leaving for the provider and coming back. */
export interface Departure {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

type Claims = Readonly<Record<string, unknown>>;

const TIMEOUT_S = 10;

/** The OpenID Connect provider of the configuration: authorization code flow with PKCE, state and nonce. */
@Injectable()
export class OidcProvider {
  private found: Promise<oidc.Configuration> | null = null;

  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Where to send the browser, and what it has to bring back. */
  async departure(): Promise<{ readonly url: string; readonly departure: Departure }> {
    const provider = await this.discovered();
    const departure = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const url = oidc.buildAuthorizationUrl(provider, {
      redirect_uri: this.config.oidc.callbackUrl!,
      scope: 'openid profile email',
      state: departure.state,
      nonce: departure.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(departure.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, departure };
  }

  /** What the provider says of who came back; `query` as the browser brought it. */
  async claims(query: string, { state, nonce, verifier }: Departure): Promise<Claims> {
    const provider = await this.discovered();
    try {
      const tokens = await oidc.authorizationCodeGrant(
        provider,
        new URL(`${this.config.oidc.callbackUrl}?${query}`),
        {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        },
      );
      const claims = tokens.claims()!;
      if (this.config.oidc.nameClaim in claims) return claims;
      // Many providers put all but the subject there.
      return { ...claims, ...(await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub)) };
    } catch (cause) {
      this.log.warn({ err: cause }, 'an OpenID Connect login failed');
      const message = 'The provider did not confirm this login; begin again at /api/v1/sessions/oidc.';
      throw new DomainError('unauthorized', 'oidc-refused', message, [], { cause });
    }
  }

  /** Asked once; after a failure again at the next login. */
  private async discovered(): Promise<oidc.Configuration> {
    const { issuer } = this.config.oidc;
    if (issuer === null)
      throw new DomainError('not-found', 'oidc-off', 'No OpenID Connect provider is set (oidc.issuer).');
    this.found ??= this.discover(issuer);
    try {
      return await this.found;
    } catch (cause) {
      this.found = null;
      this.log.warn({ err: cause, issuer }, 'the OpenID Connect provider does not answer');
      const message = 'The OpenID Connect provider does not answer; sign in with a password, or try again.';
      throw new DomainError('unavailable', 'oidc-unavailable', message, [], { cause });
    }
  }

  private discover(issuer: string): Promise<oidc.Configuration> {
    const { clientId, clientSecret } = this.config.oidc;
    const isLocal = new URL(issuer).protocol === 'http:';
    return oidc.discovery(
      new URL(issuer),
      clientId!,
      clientSecret ?? undefined,
      clientSecret === null ? oidc.None() : undefined,
      { timeout: TIMEOUT_S, execute: isLocal ? [oidc.allowInsecureRequests] : [] },
    );
  }
}
