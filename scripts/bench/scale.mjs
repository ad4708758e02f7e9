import { peers } from './scale/peers.mjs';
import { recorded } from './scale/recorded.mjs';
import { sockets } from './scale/sockets.mjs';

const SIZES = '1000,10000,100000';
const PARTS = { sockets, recorded, peers };

/** `--part` names one of them; without it, all. `--cameras`: how many the farm has. */
export async function scale({
  part,
  cameras = '20000',
  minutes = '5',
  queue = 'redis',
  days = '7',
  sizes = SIZES,
}) {
  const chosen = part === undefined ? Object.keys(PARTS) : [part];
  const size = {
    cameras: Number(cameras),
    minutes: Number(minutes),
    queue,
    days: Number(days),
    sizes: sizes.split(',').map(Number),
  };
  const rows = [];
  for (const name of chosen) rows.push(...(await PARTS[name](size)));
  return rows;
}
