import { sockets } from './scale/sockets.mjs';

const PARTS = { sockets };

/** `--part` names one of them; without it, all. `--cameras`: how many the farm has. */
export async function scale({ part, cameras = '20000', minutes = '5', queue = 'redis' }) {
  const chosen = part === undefined ? Object.keys(PARTS) : [part];
  const size = { cameras: Number(cameras), minutes: Number(minutes), queue };
  const rows = [];
  for (const name of chosen) rows.push(...(await PARTS[name](size)));
  return rows;
}
