import { existsSync } from 'node:fs';
import { loadConfig } from './platform/config/load-config.js';
import { inWords } from './platform/keeping/manifest.js';
import { restore } from './platform/keeping/restore.js';
import { keyFiles } from './platform/key/key-ring.js';
import { runCommand } from './platform/run-command.js';
import { StartError } from './platform/start-error.js';
import { ROOM_SCHEMAS } from './schema.js';

/** `npm run restore -- <folder>`: the town of a backup, where there is none. */
await runCommand(async () => {
  const [folder, ...more] = process.argv.slice(2);
  if (folder === undefined || more.length > 0)
    throw new StartError('restore: name the folder of a backup, as: npm run restore -- /backups/2026-12-01');
  const config = loadConfig();
  const { rows, files, version, madeAt } = await restore(config, folder, ROOM_SCHEMAS);
  process.stdout.write(
    `restore: ${inWords(rows)} are as they were counted, and ${files.length} files as they were; ` +
      `made by ${version} at ${madeAt}\n`,
  );
  const { key } = keyFiles(config.dataDir);
  if (config.secretKey === null && !existsSync(key.path))
    process.stdout.write(
      `restore: put the key of the old machine at ${key.path} (chmod 600) before you start\n`,
    );
});
