/**
 * The farm as a process of its own.
 *
 * usage: node --import tsx test/farm/main.ts --town anhai
 *        node --import tsx test/farm/main.ts --count 10000 [--port 18000] [--fault accept-silent] [--size 360p] [--codec h264]
 *
 * Prints one line of JSON when it is ready. Takes lines of JSON on standard input: {"do":"change","id":…,"patch":{…}}
 * and {"do":"stats","id":…}, and answers each with one line. Ends when standard input closes or on SIGTERM.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { townOf } from './build-town.js';
import type { CameraPatch, Codec, PictureSize, VirtualCamera } from './camera.js';
import type { FarmFault } from './faults.js';
import { startFarm } from './start-farm.js';

const { values } = parseArgs({
  options: {
    town: { type: 'string' },
    count: { type: 'string' },
    port: { type: 'string', default: '18000' },
    fault: { type: 'string' },
    size: { type: 'string', default: '360p' },
    codec: { type: 'string', default: 'h264' },
    shared: { type: 'boolean', default: false },
  },
});

const cameras =
  values.town === undefined
    ? crowd(Number(values.count))
    : townOf(values.town).cameras.map(({ camera }) => camera);
const farm = await startFarm(cameras, values.shared ? { ownListenersUpTo: 0 } : {});
say({
  ready: true,
  cameras: cameras.length,
  pid: process.pid,
  ports: { onvif: farm.cameras[0]?.onvifPort, rtsp: farm.cameras[0]?.rtspPort },
});

const commands = createInterface({ input: process.stdin });
commands.on('line', (line) => void obey(line));
commands.on('close', () => void leave());
process.on('SIGTERM', () => void leave());

function crowd(count: number): VirtualCamera[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `cam-${index + 1}`,
    host: `127.60.${Math.floor(index / 250) + 1}.${(index % 250) + 1}`,
    onvifPort: Number(values.port),
    rtspPort: Number(values.port) + 554,
    vendor: 'HIKVISION',
    model: 'DS-2CD2012-I',
    firmware: 'V5.2.0 build 140721',
    serial: `9${String(100_000_000_000_000_000n + BigInt(index)).slice(1)}`,
    mac: `c0:56:e3:60:${(index >> 8).toString(16).padStart(2, '0')}:${(index & 255).toString(16).padStart(2, '0')}`,
    login: { username: 'monitor', password: 'crowd-2026' },
    onvifAuth: 'wsse',
    rtspAuth: 'digest-md5',
    codec: values.codec as Codec,
    size: values.size as PictureSize,
    picture: 'moving',
    faults: values.fault === undefined ? [] : [values.fault as FarmFault],
  }));
}

interface Command {
  readonly do: 'change' | 'stats';
  readonly id: string;
  readonly patch?: CameraPatch;
}

async function obey(line: string): Promise<void> {
  const command = JSON.parse(line) as Command;
  if (command.do === 'change') await farm.change(command.id, command.patch ?? {});
  say({ id: command.id, stats: farm.stats(command.id) });
}

function say(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function leave(): Promise<never> {
  await farm.close();
  process.exit(0);
}
