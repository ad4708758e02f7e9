import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StartError } from '../start-error.js';

/** Until the process ends, however it does. */
const held: Database.Database[] = [];

/** Two of one kind get in each other's way; one of each may share a folder. */
export type Holder = 'service' | 'prober';

/**
 * A folder with a register in SQLite serves one process: a second one would probe everything twice. One with what a prober
 * keeps serves one prober: two would pass for one that begins anew again and again. The lock is the system's own, so a
 * process that was killed leaves none behind.
 */
export function holdFolder(dataDir: string, holder: Holder): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    const lock = new Database(join(dataDir, `${holder}.lock`), { timeout: 0 });
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    held.push(lock);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code !== 'SQLITE_BUSY')
      throw new StartError(`data folder: cannot use ${dataDir}: ${message.split('\n')[0]}`, { cause });
    throw new StartError(
      `data folder: another ${holder} runs on ${dataDir}; stop it, or give this one a folder of its own with SHOUWANG_DATA_DIR`,
      { cause },
    );
  }
}
