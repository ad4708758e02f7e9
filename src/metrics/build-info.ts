import { Gauge, type Registry as Register } from 'prom-client';
import { programVersion } from '../platform/version.js';

/** What runs, so that a change of figures can be laid beside a change of version. */
export function registerBuildInfo(register: Register): void {
  new Gauge({
    name: 'shouwang_build_info',
    help: '1, with the version of the program.',
    labelNames: ['version'],
    registers: [register],
  }).set({ version: programVersion() }, 1);
}
