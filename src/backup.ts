import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadConfig } from './platform/config/load-config.js';
import { backUp } from './platform/keeping/back-up.js';
import { inWords } from './platform/keeping/manifest.js';
import { keyFiles } from './platform/key/key-ring.js';
import { runCommand } from './platform/run-command.js';
import { StartError } from './platform/start-error.js';

const USAGE =
  'backup: name a new folder, as: npm run backup -- /backups/2026-12-01 [--with-key] [--without-maps]';
const MB = 1_000_000;

/** `npm run backup -- <folder>`, also while the service runs. */
await runCommand(async () => {
  const { folder, isWithKey, isWithMaps } = orders();
  const config = loadConfig();
  const { rows, files } = await backUp(config, folder, { isWithKey, isWithMaps });
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  process.stdout.write(
    `backup: ${inWords(rows)}, ${files.length} files, ${(bytes / MB).toFixed(1)} MB in ${folder}\n`,
  );
  process.stdout.write(`backup: ${whereTheKeyIs(config, isWithKey)}\n`);
});

function orders() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { 'with-key': { type: 'boolean' }, 'without-maps': { type: 'boolean' } },
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) throw new StartError(USAGE);
    return { folder, isWithKey: values['with-key'] ?? false, isWithMaps: !values['without-maps'] };
  } catch (cause) {
    throw new StartError(USAGE, { cause });
  }
}

/** A backup that holds the key, too, opens every camera of the town for whoever finds it. */
function whereTheKeyIs(config: { secretKey: string | null; dataDir: string }, isWithKey: boolean): string {
  const { key } = keyFiles(config.dataDir);
  if (config.secretKey !== null)
    return 'the key that opens credentials is in SHOUWANG_SECRET_KEY; keep it elsewhere';
  if (!existsSync(key.path)) return 'there is no key that opens credentials yet';
  return isWithKey
    ? 'the key that opens credentials is in it: whoever reads this folder can read every password'
    : `the key that opens credentials is not in it; keep a copy of ${key.path} elsewhere, or say --with-key`;
}
