import { existsSync } from 'node:fs';
import type { Config } from '../platform/config/config.js';
import { databaseTarget } from '../platform/database/data-source-options.js';
import { openDatabase } from '../platform/database/open-database.js';
import type { RoomSchema } from '../platform/database/room-schema.js';
import { StartError } from '../platform/start-error.js';
import { AuditKey } from './app/audit-key.js';
import { type Verification, verifyTrail } from './app/verify-trail.js';
import { AuditStore } from './store/audit.store.js';

/** Walks the audit trail of the configured database; the service may run meanwhile. */
export async function verifyAuditTrail(
  config: Config,
  schemas: readonly RoomSchema[],
): Promise<Verification> {
  const target = databaseTarget(config.database.url, config.dataDir);
  if (target.kind === 'sqlite' && !existsSync(target.path))
    throw new StartError(
      `audit: there is no database at ${target.path}; set SHOUWANG_DATA_DIR or SHOUWANG_DATABASE_URL`,
    );
  const source = await openDatabase(target, schemas);
  try {
    return await verifyTrail(new AuditStore(source), new AuditKey(config));
  } finally {
    await source.destroy();
  }
}
