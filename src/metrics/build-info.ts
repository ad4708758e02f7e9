import { readFileSync } from 'node:fs';
import { Gauge, type Registry as Register } from 'prom-client';

/** The same place from `src` and from `dist`. */
const PACKAGE = new URL('../../package.json', import.meta.url);

/** What runs, so that a change of figures can be laid beside a change of version. */
export function registerBuildInfo(register: Register): void {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
  new Gauge({
    name: 'shouwang_build_info',
    help: '1, with the version of the program.',
    labelNames: ['version'],
    registers: [register],
  }).set({ version }, 1);
}
