import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Registry, RegistryEntries } from '../../registry/index.js';
import type { Allowance } from '../domain/allowance.js';
import type { CredentialVersion } from '../domain/login-trials.js';
import type { SearchRequest } from '../domain/search.js';
import { AskingPort } from './ports.js';
import { refused } from './refusals.js';
import { checkedAllowance } from './search-plan.js';

/** What a search may do: where it may look, and with which logins. */
export interface Means {
  readonly allowance: Allowance;
  readonly credentials: readonly CredentialVersion[];
}

@Injectable()
export class SearchMeans {
  constructor(
    @Inject(AskingPort) private readonly asking: AskingPort,
    @Inject(RegistryEntries) private readonly entries: RegistryEntries,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Each refusal is a {@link DomainError} that names its field. */
  async for(request: SearchRequest): Promise<Means> {
    const zone = await this.entries.zone(request.zoneId);
    if (zone === null)
      throw refused('unknown-zone', 'zoneId', `there is no zone with the id ${request.zoneId}`);
    const { maxAddresses } = this.config.discovery;
    const bounds = { interfaces: this.asking.interfaces(), maxAddresses };
    return {
      allowance: checkedAllowance(request, zone, bounds),
      credentials: await this.credentialsOf(request),
    };
  }

  private async credentialsOf({ credentialIds }: SearchRequest): Promise<readonly CredentialVersion[]> {
    const versions: CredentialVersion[] = [];
    for (const [index, credentialId] of credentialIds.entries()) {
      const version = await this.versionOf(credentialId);
      const what = `there is no credential with the id ${credentialId}`;
      if (version === null) throw refused('unknown-credential', `credentialIds.${index}`, what);
      versions.push(version);
    }
    return versions;
  }

  /** Null where there is no such credential. */
  async versionOf(credentialId: string): Promise<CredentialVersion | null> {
    const login = await this.registry.loginOf(credentialId);
    return login === null ? null : { credentialId, version: login.version };
  }
}
