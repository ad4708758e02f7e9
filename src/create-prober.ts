import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SystemClock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { Log } from './platform/logging/log.js';
import { NestLog } from './platform/logging/nest-log.js';
import { ProberAppModule } from './prober-app.module.js';

/** A prober, wired but not listening yet. */
export async function createProber(config: Config): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    ProberAppModule.forRoot(config, new SystemClock()),
    new FastifyAdapter(),
    { logger: new NestLog(new Log({ level: config.log.level })), abortOnError: false },
  );
  app.useLogger(new NestLog(app.get(Log)));
  return app;
}
