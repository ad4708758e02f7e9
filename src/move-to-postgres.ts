import { loadConfig } from './platform/config/load-config.js';
import { moveTown } from './platform/keeping/move/move-town.js';
import { runCommand } from './platform/run-command.js';
import { ROOM_SCHEMAS } from './schema.js';

/** `npm run move-to-postgres`: from SQLite in the data folder into what SHOUWANG_DATABASE_URL names, with no service running. */
await runCommand(async () => {
  const { rows, tables, from } = await moveTown(loadConfig(), ROOM_SCHEMAS);
  process.stdout.write(`move: ${rows} rows of ${tables} tables are equal\n`);
  process.stdout.write(
    `move: start the service with SHOUWANG_DATABASE_URL from now on; ${from} stays as it was, and is not read any more\n`,
  );
});
