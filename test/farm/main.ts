/**
 * The farm as a process of its own.
 *
 * usage: node --import tsx test/farm/main.ts --town anhai [--net 58]
 *        node --import tsx test/farm/main.ts --count 10000 [--port 18000] [--fault accept-silent] [--size 360p]
 *                                            [--codec h264] [--mix h264,h264,h265,mjpeg] [--shared]
 *
 * Prints one line of JSON when it is ready. Takes lines of JSON on standard input, or the same as messages where it was
 * forked: {"do":"change","id":…,"patch":{…}}, {"do":"time","at":…} (what time it is for the devices, milliseconds),
 * {"do":"stats","id":…} (without an id: the sums over all cameras) and {"do":"close"}; answers each with one line, with the command's `request` when it has one. Ends when standard input
 * closes or on SIGTERM.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { townOf } from './build-town.js';
import type { CameraPatch, CameraStats, Codec, PictureSize, VirtualCamera } from './camera.js';
import { crowd } from './crowd.js';
import { FARM_FAULTS, type FarmFault } from './faults.js';
import { setWorldTime } from './onvif/device-clock.js';
import { startFarm } from './start-farm.js';
import { streamPath } from './stream-path.js';

const CODECS = ['h264', 'h265', 'mjpeg'] as const satisfies readonly Codec[];
const SIZES = ['360p', '1080p'] as const satisfies readonly PictureSize[];

interface Command {
  readonly do: 'change' | 'time' | 'stats' | 'close';
  readonly id?: string;
  readonly patch?: CameraPatch;
  readonly at?: number;
  readonly request?: string | number;
}

const { values } = parseArgs({
  options: {
    town: { type: 'string' },
    net: { type: 'string' },
    count: { type: 'string' },
    port: { type: 'string', default: '18000' },
    fault: { type: 'string' },
    size: { type: 'string', default: '360p' },
    codec: { type: 'string', default: 'h264' },
    mix: { type: 'string' },
    shared: { type: 'boolean', default: false },
  },
});

const farm = await start().catch((cause: Error): never => {
  process.stderr.write(`the farm did not start: ${cause.message}\n`);
  process.exit(1);
});
const [first] = farm.cameras;
say({
  ready: true,
  cameras: farm.cameras.length,
  pid: process.pid,
  ports: { onvif: first?.onvifPort, rtsp: first?.rtspPort },
  ...(first && { streamPath: streamPath(first) }),
});

const commands = createInterface({ input: process.stdin });
commands.on('line', (line) => void obey(() => JSON.parse(line) as Command, say));
commands.on('close', () => void leave());
process.on(
  'message',
  (command: Command) =>
    void obey(
      () => command,
      (answer) => process.send?.(answer),
    ),
);
process.on('SIGTERM', () => void leave());

async function start(): ReturnType<typeof startFarm> {
  return startFarm(cameras(), values.shared ? { ownListenersUpTo: 0 } : {});
}

function cameras(): VirtualCamera[] {
  if (values.town !== undefined) {
    const net = values.net === undefined ? undefined : whole('net', values.net);
    return townOf(values.town, net).cameras.map(({ camera }) => camera);
  }
  return crowd({
    count: whole('count', values.count),
    port: whole('port', values.port),
    size: oneOf('size', SIZES, values.size),
    codecs: (values.mix ?? values.codec).split(',').map((codec) => oneOf('codec', CODECS, codec)),
    faults:
      values.fault === undefined
        ? []
        : [oneOf('fault', Object.keys(FARM_FAULTS) as FarmFault[], values.fault)],
  });
}

function whole(name: string, text: string | undefined): number {
  if (!/^[1-9]\d{0,4}$/.test(text ?? ''))
    throw new Error(`--${name} wants a whole number, not ${text ?? 'nothing'}`);
  return Number(text);
}

function oneOf<T extends string>(name: string, known: readonly T[], text: string): T {
  const found = known.find((each) => each === text);
  if (found === undefined) throw new Error(`--${name} ${text} is none of ${known.join(', ')}`);
  return found;
}

async function obey(read: () => Command, answer: (answer: object) => void): Promise<void> {
  let request: Command['request'];
  const reply = (content: object): void => answer(request === undefined ? content : { request, ...content });
  try {
    const command = read();
    request = command.request;
    if (command.do === 'close') return await leave();
    if (command.do === 'change') await farm.change(command.id ?? '', command.patch ?? {});
    else if (command.do === 'time') setWorldTime(command.at ?? Date.now());
    else if (command.do !== 'stats') throw new Error(`the farm does not know how to ${String(command.do)}`);
    reply({ id: command.id, stats: command.id === undefined ? sums() : farm.stats(command.id) });
  } catch (cause) {
    reply({ error: (cause as Error).message });
  }
}

function sums(): Record<string, number> {
  const total: Record<string, number> = { trapHits: farm.trapHits() };
  for (const { id } of farm.cameras) {
    for (const [name, value] of Object.entries(farm.stats(id)) as [keyof CameraStats, unknown][])
      if (typeof value === 'number') total[name] = (total[name] ?? 0) + value;
  }
  return total;
}

function say(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function leave(): Promise<never> {
  await farm.close();
  process.exit(0);
}
