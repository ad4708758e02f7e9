import { loadConfig } from './platform/config/load-config.js';
import { zoneSettings } from './platform/key/zone-settings.js';
import { runCommand } from './platform/run-command.js';
import { StartError } from './platform/start-error.js';

/** `npm run -s zone-key -- <id of a zone>`: what a prober of that zone is given, and no other. */
await runCommand(async () => {
  const [zoneId] = process.argv.slice(2);
  if (zoneId === undefined)
    throw new StartError('zone-key: name the zone by its id, which GET /api/v1/zones tells');
  process.stdout.write(zoneSettings(loadConfig(), zoneId));
});
