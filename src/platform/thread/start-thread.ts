import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

export interface ThreadLimits {
  /** What it may hold for long, MB. What needs more ends the thread, and the service lives on. */
  readonly memoryMb: number;
  /** What it may throw away again soon, MB. */
  readonly youngMb?: number;
}

const YOUNG_MB = 16;

/**
 * Runs a module in a thread of its own, with bounded memory and none of our environment: what parses what a stranger
 * sends has no business with our secrets. `module` is named as it is built: `new URL('./x.worker.js', import.meta.url)`.
 */
export function startThread(module: URL, workerData: unknown, limits: ThreadLimits): Worker {
  const { memoryMb, youngMb = YOUNG_MB } = limits;
  const options = {
    workerData,
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: youngMb },
  };
  if (!import.meta.url.endsWith('.ts')) return new Worker(module, options);
  // From sources (tests, tsx) the module is TypeScript as well, and a thread takes no loader from the command line.
  const loader = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/cjs$/, 'mjs'),
  ).href;
  const entry = module.href.replace(/\.js$/, '.ts');
  const start = `import('${loader}').then(({ register }) => { register(); return import('${entry}'); })`;
  return new Worker(start, { ...options, eval: true });
}
