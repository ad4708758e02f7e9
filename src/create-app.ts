import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { acceptCookies, auditRequests, openScenes } from './access/index.js';
import { AppModule } from './app.module.js';
import { type Clock, SystemClock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { dropUnused } from './platform/connections/drop-unused.js';
import { acceptPassed } from './platform/duty/accept-passed.js';
import { Seat } from './platform/duty/seat.js';
import { Log } from './platform/logging/log.js';
import { NestLog } from './platform/logging/nest-log.js';
import { serveApiDocument } from './platform/openapi.js';
import { servePages } from './platform/pages/serve-pages.js';
import { ProblemFilter } from './platform/problem/problem.filter.js';
import { requestValidation } from './platform/problem/request-validation.js';
import { acceptUpgrades } from './platform/upgrade/accept-upgrades.js';
import { acceptFiles } from './platform/upload/accept-files.js';

const MAX_BODY_BYTES = 1_048_576;

/** The whole service, wired but not listening yet. Tests start it just so, and rehearsals on a clock of their own. */
export async function createApp(
  config: Config,
  clock: Clock = new SystemClock(),
  seat: Seat = Seat.alone(),
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: MAX_BODY_BYTES, routerOptions: { maxParamLength: 200 } });
  forgiveEmptyBody(adapter);
  await acceptFiles(adapter);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, clock, seat),
    adapter,
    {
      logger: new NestLog(new Log({ level: config.log.level })),
      abortOnError: false,
    },
  );
  const log = app.get(Log);
  app.useLogger(new NestLog(log));
  app.setGlobalPrefix('api/v1', { exclude: ['health/*path', 'metrics'] });
  app.useGlobalPipes(requestValidation());
  app.useGlobalFilters(new ProblemFilter(log));
  acceptPassed(app);
  await acceptCookies(app);
  openScenes(app);
  auditRequests(app);
  serveApiDocument(app);
  acceptUpgrades(app);
  await servePages(app);
  dropUnused(app);
  return app;
}

/** Many programs say `Content-Type: application/json` on every call; with no body that means nothing. */
function forgiveEmptyBody(adapter: FastifyAdapter): void {
  adapter.getInstance().addHook('onRequest', async (request) => {
    const { headers } = request;
    const isEmpty =
      headers['content-length'] === '0' || (!headers['content-length'] && !headers['transfer-encoding']);
    if (isEmpty) delete headers['content-type'];
  });
}
