import { Inject, Injectable } from '@nestjs/common';
import { Logins } from '../app/logins.js';
import { type SealedLogin, sealLogin } from './sealed-login.js';
import { ZoneSeals } from './zone-seals.js';

/** Logins as they go out, each sealed once for a zone: a beat does not wait for the database, nor fail with it. */
@Injectable()
export class SealedLogins {
  private readonly known = new Map<string, SealedLogin>();

  constructor(
    @Inject(Logins) private readonly logins: Logins,
    @Inject(ZoneSeals) private readonly seals: ZoneSeals,
  ) {}

  /** `version` is the one that the camera is known to have; the register may have a newer one. Null where there is none. */
  async of(zoneId: string, credentialId: string, version: number): Promise<SealedLogin | null> {
    const place = `${zoneId} ${credentialId}`;
    const known = this.known.get(place);
    if (known?.version === version) return known;
    const login = await this.logins.loginOf(credentialId);
    if (login === null) return null;
    const sealed = sealLogin(this.seals.of(zoneId), credentialId, login);
    this.known.set(place, sealed);
    return sealed;
  }
}
