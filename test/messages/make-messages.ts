import { mkdirSync, writeFileSync } from 'node:fs';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { ErrandDesk } from '../../src/probing/line/errand-desk.js';
import { toWire } from '../../src/probing/line/climb-wire.js';
import { SealedLogins } from '../../src/probing/line/sealed-logins.js';
import { ZoneSeals } from '../../src/probing/line/zone-seals.js';
import { pictureChecks } from '../../src/probing/testing/fake-picture-checks.js';
import { Street } from '../../src/probing/testing/street.js';

/**
 * Writes what `control` and a prober say to each other in this version, once for each release:
 * `npx tsx test/messages/make-messages.ts 0.2.0`. They are kept: the next release must understand them.
 */
const [version] = process.argv.slice(2);
const folder = `test/messages/${version}`;
const street = new Street();
const climb = await street.climb('full');
const { target, clock, memory, registry } = street;
const config = loadConfig({ SHOUWANG_SECRET_KEY: 'ab'.repeat(32) });
const logins = new SealedLogins(registry, new ZoneSeals(config));
const desk = new ErrandDesk(logins, pictureChecks(clock, config), clock);
const errand = await desk.pack('errand-1', { target, kind: 'full', memory }, true);
const at = clock.now();
const found = { errandId: 'errand-1', cameraId: target.cameraId };
const job = { version: 1, zoneId: target.zoneId, postedAt: at, staysMs: 60_000, errands: [errand] };
const batch = {
  version: 1,
  prober: 'gate',
  zoneId: target.zoneId,
  postedAt: at,
  takenAt: at,
  sentAt: at,
  items: [
    { what: 'rung', ...found, rung: climb.evidence.rungs[0] },
    { what: 'refused', ...found, budget: memory.budget },
    { what: 'left', ...found, why: 'The next beat has come.' },
    { what: 'climbed', ...found, climb: toWire(climb, null) },
  ],
};
mkdirSync(folder, { recursive: true });
for (const [name, message] of Object.entries({ 'probe-job': job, 'evidence-batch': batch }))
  writeFileSync(`${folder}/${name}.json`, `${JSON.stringify(message, null, 2)}\n`);
process.exit(0);
