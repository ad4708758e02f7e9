import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fillSqlite } from '../hundred-thousand.mjs';
import { pause } from '../measure.mjs';
import { startService } from '../processes.mjs';

const VILLAGES = 42;
/** The town, degrees. Its very middle has a camera, so that a click there finds one. */
const [WEST, SOUTH, WIDTH, HEIGHT] = [118.42, 24.68, 0.1, 0.08];
/** Rare enough that no probe comes between the verdicts. */
const QUIET = { PROBING_HEARTBEAT_INTERVAL_S: 3_600, PROBING_FRAME_INTERVAL_S: 86_400 };
const PROGRAM = 'scripts/bench/pages/judged-service.mjs';
const PASSWORD = 'lanterns over the old bridge';

/** A register of so many cameras that nobody looks at, as a service of its own. */
export async function startRegister(count) {
  const service = await startFilled((seeds) =>
    crowd(seeds, count - seeds.length).map((row) => ({ ...row, lifecycle: 'planned' })),
  );
  return { ...service, count, cookie: await signIn(service) };
}

async function startFilled(rowsOf, program) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'shouwang-bench-'));
  const first = await startService(QUIET, dataDir);
  await enterSeeds(first);
  await first.end();
  fillSqlite(path.join(dataDir, 'shouwang.sqlite'), rowsOf);
  return startService(QUIET, dataDir, program);
}

/** A town of so many cameras, most of them online, as a service of its own. */
export async function startTown(count) {
  const service = await startFilled((seeds) => crowd(seeds, count - seeds.length), PROGRAM);
  const { ids } = await service.json('/api/v1/board/cameras');
  // All live first: a town in which nobody was ever seen is taken for one that the prober does not see.
  for (const verdictOf of [() => 'live', firstVerdict])
    service.tell(JSON.stringify(ids.map((id, index) => [id, verdictOf(index)])));
  await settled(service);
  return { ...service, count, ids, cookie: await signIn(service) };
}

/** Of a hundred: 95 live, 3 fell, 2 show a covered lens. */
function firstVerdict(index) {
  if (index % 50 === 7) return 'covered';
  return index % 33 === 5 ? 'silent' : 'live';
}

async function settled(service) {
  for (;;) {
    const { sum } = await service.json('/api/v1/board/villages');
    if (sum.unknown === 0) return;
    await pause(200);
  }
}

async function enterSeeds(service) {
  const made = async (noun, body) => (await service.json(`/api/v1/${noun}`, body)).id;
  for (let index = 0; index < VILLAGES; index += 1) {
    const villageId = await made('villages', { name: `第${index + 1}村`, kind: 'village' });
    const network = { host: `127.60.0.${index + 1}`, onvif: { port: 9 }, rtsp: null };
    await made('cameras', { name: `村口 ${index}`, villageId, network, position: placeOf(index) });
  }
}

/** Copies of the seeds, spread evenly over the town. */
function crowd(seeds, count) {
  return Array.from({ length: count }, (_, index) => {
    const seed = seeds[index % seeds.length];
    const at = index + seeds.length;
    const { latitudeDeg, longitudeDeg } = placeOf(at);
    return {
      ...seed,
      id: `${seed.id.slice(0, 24)}${at.toString(16).padStart(12, '0')}`,
      name: `${seed.name}-${at}`,
      host: `127.${61 + (at >> 14)}.${(at >> 7) & 127}.${(at & 127) + 1}`,
      latitude_deg: latitudeDeg,
      longitude_deg: longitudeDeg,
    };
  });
}

/** The corners first, then the middle, then a sequence that leaves no holes. */
function placeOf(index) {
  const fixed = [
    [0, 0],
    [1, 1],
    [0.5, 0.5],
  ];
  const [x, y] = fixed[index] ?? [(index * 0.754_877_67) % 1, (index * 0.569_840_29) % 1];
  return { latitudeDeg: SOUTH + y * HEIGHT, longitudeDeg: WEST + x * WIDTH };
}

/** The cookie of a technician who has chosen a password. */
async function signIn(service) {
  const user = { name: 'chen', role: 'technician', villageIds: null, password: `${PASSWORD} at first` };
  await service.call('/api/v1/users', user);
  const post = (route, body, cookie) =>
    fetch(`${service.ready.url}/api/v1/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shouwang-request': '1', ...(cookie && { cookie }) },
      body: JSON.stringify(body),
    });
  const login = await post('sessions', { username: user.name, password: user.password });
  const [cookie] = login.headers.getSetCookie()[0].split(';');
  const change = { currentPassword: user.password, newPassword: PASSWORD };
  const changed = await post('sessions/current/password', change, cookie);
  return (changed.headers.getSetCookie()[0] ?? cookie).split(';')[0];
}
