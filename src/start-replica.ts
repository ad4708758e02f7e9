import { networkInterfaces } from 'node:os';
import { SystemClock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { Duty } from './platform/duty/duty.js';
import { replicaUrl } from './platform/duty/replica-url.js';
import { StandByServer } from './platform/duty/stand-by-server.js';
import { keyRing } from './platform/key/key-ring.js';
import { Log } from './platform/logging/log.js';
import { Ends, portRefused, serve } from './serve.js';

/** EX_TEMPFAIL of sysexits.h: whatever watches over processes starts it again. */
const LOST_DUTY = 75;

/** One of any number of replicas on one PostgreSQL database: stands by until it is on duty, then is the whole service. */
export async function startReplica(config: Config): Promise<void> {
  const log = new Log({ level: config.log.level });
  const ends = new Ends((signal) => log.info({ signal }, 'stopping'));
  const duty = await Duty.begin({ databaseUrl: config.database.url!, clock: new SystemClock(), log });
  ends.add(() => duty.stop());
  void duty.lost.then(() => leave(log));
  const standBy = duty.standing.kind === 'here' ? null : await openStandBy(config, duty, log);
  ends.add(async () => standBy?.end());
  // Before it is needed: half of what a takeover costs.
  const rooms = import('./create-app.js');
  const seat = await duty.taken;
  const { createApp } = await rooms;
  const app = await createApp(config, new SystemClock(), seat);
  ends.add(() => app.close());
  await app.init();
  const place = { host: config.http.host, port: standBy?.port ?? config.http.port };
  standBy?.close();
  await serve(app, place);
  const url = await app.getUrl();
  standBy?.leadTo(url);
  const { role, dataDir } = config;
  log.info({ role, url, docs: '/api/docs', dataDir }, 'listening');
  duty.sayUrl(ownUrl(config, Number(new URL(url).port), duty));
}

async function openStandBy(config: Config, duty: Duty, log: Log): Promise<StandByServer> {
  const keys = keyRing(config);
  // Without the key no call could be passed on, and duty not be taken over.
  keys.current();
  try {
    const standBy = await StandByServer.listen(config.http, duty, keys);
    const url = `http://${config.http.host}:${standBy.port}`;
    log.info({ role: config.role, url, duty: duty.standing }, 'standing by');
    return standBy;
  } catch (cause) {
    throw portRefused(cause, config.http);
  }
}

function ownUrl({ replica, http }: Config, port: number, duty: Duty): string {
  if (replica.url !== null) return new URL(replica.url).origin;
  const interfaces = Object.values(networkInterfaces()).flatMap((of) => of ?? []);
  return replicaUrl({ host: http.host, port, towardsDatabase: duty.localAddress, interfaces });
}

/** What is in memory is out of date, and only the end of the process is sure to end all of it. */
function leave(log: Log): void {
  log.error({}, 'another replica has taken over; ending, to be started again and stand by');
  process.exit(LOST_DUTY);
}
