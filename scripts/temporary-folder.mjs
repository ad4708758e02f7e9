import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder that is gone when this process ends, also by a signal. */
export function temporaryFolder(purpose) {
  const folder = mkdtempSync(path.join(tmpdir(), `shouwang-${purpose}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
