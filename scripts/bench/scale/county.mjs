import { fillPostgres, startPostgres } from '../hundred-thousand.mjs';
import { hostOf, registerCrowd, startCrowd, startService } from '../processes.mjs';
import { freePort } from '../../free-port.mjs';
import { startRedis } from './servers.mjs';

const PROBERS = 2;
const VILLAGES = 42;
const ZONE = '00000000-0000-7000-8000-000000000001';
const SECRET_KEY = '5e'.repeat(32);

/** One `control` on PostgreSQL and two probers of one zone, with a queue between them, before a farm of so many cameras. */
export async function openCounty({ cameras, queue }) {
  const farm = await startCrowd('--count', String(cameras), '--port', String(await freePort()));
  const postgres = await startPostgres();
  const redis = queue === 'redis' ? await startRedis() : null;
  const line = { SECRET_KEY, QUEUE_URL: redis?.url ?? postgres.url };
  const roles = { control: { ROLE: 'control', DATABASE_URL: postgres.url, ...line } };
  await fillRegister(roles.control, postgres.url, { cameras, ports: farm.ready.ports });
  const control = await startService(roles.control);
  const probers = await Promise.all(
    Array.from({ length: PROBERS }, () => startService({ ROLE: 'prober', PROBER_ZONES: ZONE, ...line })),
  );
  const close = async () => {
    for (const each of [...probers, control, redis, postgres, farm]) await each?.stop();
  };
  return { cameras, farm, postgres, redis, control, probers, close };
}

/** One camera of each village as a person enters it, and copies of their rows for the rest. */
async function fillRegister(settings, url, { cameras, ports }) {
  const first = await startService({ ...settings, PROBING_HEARTBEAT_INTERVAL_S: 3_600 });
  await registerCrowd(first, VILLAGES, ports);
  await first.stop();
  await fillPostgres(url, (seeds) => copies(seeds, cameras));
}

function copies(seeds, cameras) {
  return Array.from({ length: cameras - seeds.length }, (_, index) => {
    const at = seeds.length + index;
    const seed = seeds[at % seeds.length];
    const id = `${seed.id.slice(0, 24)}${at.toString(16).padStart(12, '0')}`;
    return { ...seed, id, name: `camera ${at}`, host: hostOf(at) };
  });
}
