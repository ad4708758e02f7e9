import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { fixedKeys, keyRing } from '../../platform/key/key-ring.js';
import { Seal } from '../../platform/key/seal.js';
import { zoneKeyOf } from '../../platform/key/zone-key.js';
import type { OpenLogin } from '../../registry/index.js';

/** Seals logins for the probers of a zone. */
@Injectable()
export class ZoneSeals {
  private readonly seals = new Map<string, Seal>();

  constructor(@Inject(Config) private readonly config: Config) {}

  seal(zoneId: string, credentialId: string, { username, password }: OpenLogin): string {
    return this.of(zoneId).seal(credentialId, JSON.stringify([username, password]));
  }

  private of(zoneId: string): Seal {
    const known =
      this.seals.get(zoneId) ?? new Seal(fixedKeys(zoneKeyOf(keyRing(this.config).current(), zoneId)));
    this.seals.set(zoneId, known);
    return known;
  }
}
