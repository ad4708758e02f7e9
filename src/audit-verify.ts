import { verifyAuditTrail } from './access/index.js';
import { loadConfig } from './platform/config/load-config.js';
import { runCommand } from './platform/run-command.js';
import { ROOM_SCHEMAS } from './schema.js';

const UNCHECKED = 2;

/** `npm run audit:verify`: exits 0 where every row of the audit trail is as it was written, else 1 and says which is not. */
await runCommand(async () => {
  const found = await verifyAuditTrail(loadConfig(), ROOM_SCHEMAS);
  if (found.isWhole) {
    process.stdout.write(`audit: whole, ${found.count} rows, the last is ${found.head}\n`);
  } else {
    process.stdout.write(`audit: broken at row ${found.seq}: ${found.complaint}\n`);
    process.exitCode = 1;
  }
}, UNCHECKED);
