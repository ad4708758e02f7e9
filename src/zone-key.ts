import { loadConfig } from './platform/config/load-config.js';
import { keyRing } from './platform/key/key-ring.js';
import { zoneKeyOf } from './platform/key/zone-key.js';
import { StartError } from './platform/start-error.js';

/** `npm run -s zone-key -- <id of a zone>`: what a prober of that zone is given, and no other. */
try {
  const [zoneId] = process.argv.slice(2);
  if (zoneId === undefined)
    throw new StartError('zone-key: name the zone by its id, which GET /api/v1/zones tells');
  const key = zoneKeyOf(keyRing(loadConfig()).current(), zoneId);
  process.stdout.write(`SHOUWANG_PROBER_ZONES=${zoneId}\nSHOUWANG_PROBER_ZONE_KEY=${key.toString('hex')}\n`);
} catch (cause) {
  const isExpected = cause instanceof StartError;
  process.stderr.write(isExpected ? `shouwang: ${cause.message}\n` : `shouwang: ${(cause as Error).stack}\n`);
  process.exitCode = 1;
}
