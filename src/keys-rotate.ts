import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { resealAuditAnchor } from './access/index.js';
import { resealChannels } from './notify/index.js';
import type { Config } from './platform/config/config.js';
import { loadConfig } from './platform/config/load-config.js';
import { databaseTarget } from './platform/database/data-source-options.js';
import { openDatabase } from './platform/database/open-database.js';
import { keyFiles, keyRing } from './platform/key/key-ring.js';
import { runCommand } from './platform/run-command.js';
import { StartError } from './platform/start-error.js';
import { resealCredentials } from './registry/index.js';
import { ROOM_SCHEMAS } from './schema.js';

/** What a running service had in hand when the key changed is written by then. */
const IN_HAND_MS = 2_000;

const ADVICE =
  'keys: the key is in SHOUWANG_SECRET_KEY, which only you can change; set SHOUWANG_OLD_SECRET_KEY to it and ' +
  'SHOUWANG_SECRET_KEY to a new one (openssl rand -hex 32), restart the service with both, and rotate again';

/**
 * `npm run keys:rotate`, also while the service runs: a new key, everything that the old one sealed sealed anew, and
 * the old key gone. Interrupted at any point it goes on where it was when it is called again.
 */
await runCommand(() => rotate(loadConfig()));

async function rotate(config: Config): Promise<void> {
  const target = databaseTarget(config.database.url, config.dataDir);
  if (target.kind === 'sqlite' && !existsSync(target.path))
    throw new StartError(
      `keys: there is no database at ${target.path}; set SHOUWANG_DATA_DIR or SHOUWANG_DATABASE_URL`,
    );
  if (config.secretKey === null) makeNewKey(config.dataDir);
  else if (config.oldSecretKey === null) throw new StartError(ADVICE);
  const source = await openDatabase(target, ROOM_SCHEMAS);
  try {
    const count = await resealEverything(source, config);
    process.stdout.write(`keys: rotated; ${count} seals are made with the new key\n`);
  } finally {
    await source.destroy();
  }
  if (config.secretKey === null) keyFiles(config.dataDir).oldKey.remove();
  else process.stdout.write('keys: restart the service without SHOUWANG_OLD_SECRET_KEY now\n');
}

/** The old key first: from the moment that the new one is there, both are. */
function makeNewKey(dataDir: string): void {
  const { key, oldKey } = keyFiles(dataDir);
  if (!oldKey.exists()) oldKey.replace(key.read());
  if (oldKey.read().equals(key.read())) key.replace(randomBytes(32));
}

/** Until nothing that an older key sealed turns up any more. */
async function resealEverything(source: DataSource, config: Config): Promise<number> {
  let count = await resealOnce(source, config);
  for (;;) {
    await setTimeout(IN_HAND_MS);
    const late = await resealOnce(source, config);
    if (late === 0) return count;
    count += late;
  }
}

async function resealOnce(source: DataSource, config: Config): Promise<number> {
  try {
    const isAnchorNew = await resealAuditAnchor(source, config);
    const keys = keyRing(config);
    const [logins, channels] = [await resealCredentials(source, keys), await resealChannels(source, keys)];
    return logins + channels + (isAnchorNew ? 1 : 0);
  } catch (cause) {
    const { code } = (cause as { driverError?: { code?: unknown } }).driverError ?? {};
    if (typeof code !== 'string' || !code.startsWith('SQLITE_BUSY')) throw cause;
    throw new StartError('keys: the service is writing something long; nothing is lost, run it again', {
      cause,
    });
  }
}
