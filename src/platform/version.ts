import { readFileSync } from 'node:fs';

/** The same place from `src` and from `dist`. */
const PACKAGE = new URL('../../package.json', import.meta.url);

/** Of the program, as in `package.json`. */
export function programVersion(): string {
  return (JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }).version;
}
