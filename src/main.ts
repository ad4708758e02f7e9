import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from './platform/config/config.js';
import { loadConfig } from './platform/config/load-config.js';
import { Log } from './platform/logging/log.js';
import { StartError } from './platform/start-error.js';
import { Ends, serve } from './serve.js';

try {
  await start(loadConfig());
} catch (cause) {
  const isExpected = cause instanceof StartError;
  process.stderr.write(isExpected ? `shouwang: ${cause.message}\n` : `shouwang: ${(cause as Error).stack}\n`);
  process.exit(1);
}

/** Each role loads what it needs alone. */
async function start(config: Config): Promise<void> {
  const { holdFolder } = await import('./platform/duty/hold-folder.js');
  if (config.role === 'prober') {
    holdFolder(config.dataDir, 'prober');
    return startAlone(config, await (await import('./create-prober.js')).createProber(config));
  }
  if (config.database.url !== null) return (await import('./start-replica.js')).startReplica(config);
  holdFolder(config.dataDir, 'service');
  return startAlone(config, await (await import('./create-app.js')).createApp(config));
}

async function startAlone({ role, dataDir, http }: Config, app: NestFastifyApplication): Promise<void> {
  const log = app.get(Log);
  new Ends((signal) => log.info({ signal }, 'stopping')).add(() => app.close());
  await serve(app, http);
  log.info({ role, url: await app.getUrl(), docs: '/api/docs', dataDir }, 'listening');
}
