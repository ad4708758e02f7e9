import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { fixedKeys, keyRing } from '../../platform/key/key-ring.js';
import { Seal } from '../../platform/key/seal.js';
import { zoneKeyOf } from '../../platform/key/zone-key.js';

/** What seals logins for the probers of each zone. */
@Injectable()
export class ZoneSeals {
  private readonly seals = new Map<string, Seal>();

  constructor(@Inject(Config) private readonly config: Config) {}

  of(zoneId: string): Seal {
    const known =
      this.seals.get(zoneId) ?? new Seal(fixedKeys(zoneKeyOf(keyRing(this.config).current(), zoneId)));
    this.seals.set(zoneId, known);
    return known;
  }
}
