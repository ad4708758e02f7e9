import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from './platform/config/config.js';
import { loadConfig } from './platform/config/load-config.js';
import { Log } from './platform/logging/log.js';
import { StartError } from './platform/start-error.js';

try {
  await start(loadConfig());
} catch (cause) {
  const isExpected = cause instanceof StartError;
  process.stderr.write(isExpected ? `shouwang: ${cause.message}\n` : `shouwang: ${(cause as Error).stack}\n`);
  process.exit(1);
}

async function start(config: Config): Promise<void> {
  const app = await create(config);
  stopOnSignal(app);
  await listen(app, config);
  const { role, dataDir } = config;
  app.get(Log).info({ role, url: await app.getUrl(), docs: '/api/docs', dataDir }, 'listening');
}

/** Each role loads what it needs alone. */
async function create(config: Config): Promise<NestFastifyApplication> {
  if (config.role === 'prober') return (await import('./create-prober.js')).createProber(config);
  return (await import('./create-app.js')).createApp(config);
}

async function listen(app: NestFastifyApplication, { http }: Config): Promise<void> {
  try {
    await app.listen(http.port, http.host);
  } catch (cause) {
    await app.close();
    const { code } = cause as NodeJS.ErrnoException;
    // The rooms wake up inside `listen`, too: what they cannot start with is no matter of the port.
    if (code === undefined || cause instanceof StartError) throw cause;
    const advice =
      code === 'EADDRINUSE' ? 'is taken; stop what uses it or set SHOUWANG_HTTP_PORT' : `fails: ${code}`;
    throw new StartError(`http: port ${http.port} on ${http.host} ${advice}`, { cause });
  }
}

function stopOnSignal(app: NestFastifyApplication): void {
  const stop = async (signal: string): Promise<void> => {
    app.get(Log).info({ signal }, 'stopping');
    await app.close();
    process.exit(0);
  };
  process.once('SIGTERM', (signal) => void stop(signal));
  process.once('SIGINT', (signal) => void stop(signal));
}
