import { fillPostgres } from '../hundred-thousand.mjs';
import { hostOf, LOGIN, startService } from '../processes.mjs';

const CAMERAS_OF_VILLAGE = 240;
const PLACES_OF_VILLAGE = 5;
/** Metres of a village's square, and of one degree at 24.7° N. */
const VILLAGE_M = 1_200;
const [NORTH_M, EAST_M] = [110_769, 101_183];
const [WEST, SOUTH] = [118.0, 24.5];
/** Nothing is probed while people enter. */
const QUIET = { PROBING_HEARTBEAT_INTERVAL_S: 3_600, PROBING_FRAME_INTERVAL_S: 86_400 };

/** Writes a county of so many cameras into an empty database; answers with the id of one camera that exists. */
export async function writeTown(settings, { cameras, ports }) {
  const villages = Math.max(1, Math.round(cameras / CAMERAS_OF_VILLAGE));
  const columns = Math.ceil(Math.sqrt(villages));
  const first = await startService({ ...QUIET, ...settings });
  const made = async (noun, body) => (await first.json(`/api/v1/${noun}`, body)).id;
  const credentialId = await made('credentials', { name: 'monitor', ...LOGIN });
  let cameraId;
  for (let at = 0; at < villages; at += 1) {
    const corner = [(at % columns) * VILLAGE_M, Math.floor(at / columns) * VILLAGE_M];
    const villageId = await made('villages', {
      name: `第${at + 1}村`,
      kind: 'village',
      boundary: square(corner, VILLAGE_M),
    });
    const id = await made('cameras', cameraOf(at, { villageId, credentialId, corner, onvif: ports.onvif }));
    cameraId ??= id;
    for (let place = 0; place < PLACES_OF_VILLAGE; place += 1)
      await made('places', placeOf(place, { villageId, corner }));
  }
  await first.stop();
  await fillPostgres(settings.DATABASE_URL, (seeds) => copies(seeds, cameras));
  return { cameraId, villages };
}

function cameraOf(at, { villageId, credentialId, corner: [eastM, northM], onvif }) {
  return {
    name: `村口 ${at}`,
    villageId,
    credentialId,
    network: { host: hostOf(at), onvif: { port: onvif }, rtsp: null },
    position: positionOf([eastM + VILLAGE_M / 2, northM + VILLAGE_M / 2]),
    register: { cameraType: '3', headingDeg: (at * 47) % 360 },
  };
}

function placeOf(at, { villageId, corner: [eastM, northM] }) {
  const corner = [eastM + 100 + 200 * at, northM + 300];
  return {
    name: `停车场 ${at}`,
    villageId,
    kind: '停车场',
    geometry: square(corner, 30),
    detail: 'recognise',
  };
}

/** Spread over the squares of their villages. */
function copies(seeds, cameras) {
  return Array.from({ length: cameras - seeds.length }, (_, index) => {
    const at = seeds.length + index;
    const seed = seeds[at % seeds.length];
    const [x, y] = [((at * 0.754_877_67) % 1) - 0.5, ((at * 0.569_840_29) % 1) - 0.5];
    return {
      ...seed,
      id: `${seed.id.slice(0, 24)}${at.toString(16).padStart(12, '0')}`,
      name: `村口 ${at}`,
      device_code: `35058210001320${String(at).padStart(6, '0')}`,
      host: `127.${64 + (at >> 16)}.${(at >> 8) & 255}.${at & 255}`,
      longitude_deg: seed.longitude_deg + (x * VILLAGE_M) / EAST_M,
      latitude_deg: seed.latitude_deg + (y * VILLAGE_M) / NORTH_M,
      heading_deg: (at * 47) % 360,
    };
  });
}

function positionOf([eastM, northM]) {
  return { longitudeDeg: WEST + eastM / EAST_M, latitudeDeg: SOUTH + northM / NORTH_M };
}

function square([eastM, northM], sideM) {
  const corners = [
    [0, 0],
    [sideM, 0],
    [sideM, sideM],
    [0, sideM],
    [0, 0],
  ];
  const ring = corners.map(([east, north]) => positionOf([eastM + east, northM + north]));
  return {
    type: 'Polygon',
    coordinates: [ring.map(({ longitudeDeg, latitudeDeg }) => [longitudeDeg, latitudeDeg])],
  };
}
