import { EventEmitter, once } from 'node:events';
import type { LivePicture } from '../../src/devices/rtsp/index.js';
import { Rendition, type RenditionInit } from '../../src/devices/video/index.js';
import { encode } from './video-material.js';

const START_CODE = Buffer.from([0, 0, 0, 1]);
const SMALL = { maxWidthPx: 320, picturesPerSecond: 5 };

/** A key picture as the film gives it: its parameter sets apart. */
async function key(
  time: number,
  size: { widthPx: number; heightPx: number },
  spoil = false,
): Promise<LivePicture> {
  const coded = await encode({ codec: 'h264', subject: 'scene', seed: 1, ...size });
  const units = unitsOf(coded);
  const isSet = (unit: Buffer): boolean => [7, 8].includes(unit[0]! & 0x1f);
  const slices = units.filter((unit) => [1, 5].includes(unit[0]! & 0x1f));
  if (spoil) for (const slice of slices) slice.fill(0xa5, 8);
  const joined = (some: readonly Buffer[]): Buffer =>
    Buffer.concat(some.flatMap((unit) => [START_CODE, unit]));
  return { codec: 'h264', bytes: joined(slices), parameters: joined(units.filter(isSet)), isKey: true, time };
}

/** Start codes have three bytes or four. */
function unitsOf(bytes: Buffer): Buffer[] {
  const units = bytes.toString('latin1').split('\0\0\u0001').slice(1);
  return units.map((unit) => Buffer.from(unit.replace(/\0$/, ''), 'latin1'));
}

function rendered(mode: 'copy' | 'small' = 'copy') {
  const inits: RenditionInit[] = [];
  const told: string[] = [];
  const news = new EventEmitter();
  const say = (what: string): void => {
    told.push(what);
    news.emit('news');
  };
  const rendition = new Rendition(
    { mode, small: SMALL },
    {
      init: (init) => {
        inits.push(init);
        say(`init ${init.codec} ${init.widthPx}`);
      },
      fragment: (bytes, isKey) => say(`${isKey ? 'key' : 'fragment'} ${bytes.toString('latin1', 4, 8)}`),
      broken: (why, whose) => say(`broken (${whose}): ${why}`),
    },
  );
  const until = async (isThere: () => boolean): Promise<void> => {
    while (!isThere()) await once(news, 'news', { signal: AbortSignal.timeout(20_000) });
  };
  return { rendition, told, until };
}

const VGA = { widthPx: 640, heightPx: 480 };
const CIF = { widthPx: 352, heightPx: 288 };

describe('a rendition of a live stream', () => {
  it('begins anew when the camera changes its parameters', async () => {
    const { rendition, told, until } = rendered();
    for (const [index, size] of [VGA, VGA, CIF, CIF].entries())
      rendition.push(await key(index * 9_000, size));
    await until(() => told.length >= 4);
    await rendition.close();
    expect(told).toEqual([
      expect.stringMatching(/^init avc1\.[0-9a-f]{6} 640$/),
      'key moof',
      expect.stringMatching(/^init avc1\.[0-9a-f]{6} 352$/),
      'key moof',
    ]);
  }, 60_000);

  it('makes it small for who needs it so', async () => {
    const { rendition, told, until } = rendered('small');
    for (const index of [0, 1, 2]) rendition.push(await key(index * 90_000, VGA));
    await until(() => told.length >= 3);
    await rendition.close();
    expect(told[0]).toMatch(/^init avc1\.42[0-9a-f]{4} 320$/);
  }, 60_000);

  it('blames the camera for pictures that never decode, after three of them', async () => {
    const { rendition, told, until } = rendered();
    for (const index of [0, 1, 2, 3]) rendition.push(await key(index * 9_000, VGA, true));
    await until(() => told.length > 0);
    await rendition.close();
    expect(told).toEqual(['broken (camera): its key picture does not decode']);
  }, 60_000);

  it('blames us for a worker that dies, and tells it once', async () => {
    const { rendition, told, until } = rendered();
    for (const index of [0, 1]) rendition.push(await key(index * 9_000, VGA));
    await until(() => told.length >= 2);
    process.kill(rendition.pid!, 'SIGKILL');
    rendition.push(await key(18_000, VGA));
    await until(() => told.length >= 3);
    rendition.push(await key(27_000, VGA));
    await rendition.close();
    expect(told.slice(2)).toEqual(['broken (ours): the live worker was lost (crash)']);
  }, 60_000);

  it('leaves no process behind, however early it is closed', async () => {
    const { rendition } = rendered();
    const { pid } = rendition;
    await rendition.close();
    expect(() => process.kill(pid!, 0)).toThrow('ESRCH');
  }, 60_000);
});
