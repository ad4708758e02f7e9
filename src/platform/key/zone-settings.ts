import type { Config } from '../config/config.js';
import { keyRing } from './key-ring.js';
import { zoneKeyOf } from './zone-key.js';

/** What a prober of this zone alone is started with, a line each; a secret. */
export function zoneSettings(
  config: Pick<Config, 'dataDir' | 'secretKey' | 'oldSecretKey'>,
  zoneId: string,
): string {
  const key = zoneKeyOf(keyRing(config).current(), zoneId);
  return `SHOUWANG_PROBER_ZONES=${zoneId}\nSHOUWANG_PROBER_ZONE_KEY=${key.toString('hex')}\n`;
}
