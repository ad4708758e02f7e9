import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  VideoDecoder,
  type DecodedPicture,
  type DecodeOptions,
  type VideoDecoderOptions,
} from '../../src/devices/video/index.js';
import type { Outcome } from '../../src/devices/wire/outcome.js';
import { encode, type Material } from './video-material.js';
import { hasEnded, until } from './video-processes.js';

const FULL_HD: Material = { codec: 'h264', widthPx: 1920, heightPx: 1080, subject: 'scene' };
const SMALL: Material = { codec: 'h264', widthPx: 640, heightPx: 360, subject: 'scene' };
const SMALL_H265: Material = { ...SMALL, codec: 'h265' };
const SMALL_JPEG: Material = { ...SMALL, codec: 'mjpeg' };

let decoder: VideoDecoder;

function use(options: VideoDecoderOptions = {}): VideoDecoder {
  decoder = new VideoDecoder({ workers: 1, ...options });
  return decoder;
}

async function decode(material: Material, options: DecodeOptions = {}): Promise<Outcome<DecodedPicture>> {
  return decoder.decode({ codec: material.codec, bytes: await encode(material) }, options);
}

async function decoded(material: Material, options: DecodeOptions = {}): Promise<DecodedPicture> {
  const outcome = await decode(material, options);
  if (!outcome.ok) throw new Error(outcome.fault.detail);
  return outcome.value;
}

function onlyPid(): number {
  const [pid] = decoder.stats().pids;
  if (pid === undefined) throw new Error('no worker runs');
  return pid;
}

function residentBytes(): number {
  return Number(readFileSync(`/proc/${onlyPid()}/statm`, 'utf8').split(' ')[1]) * 4_096;
}

describe('what comes out of a key picture', () => {
  beforeAll(() => use());
  afterAll(async () => decoder.close());

  it.each([
    ['H.264 1080p', FULL_HD, [160, 90]],
    ['H.264 360p', SMALL, [160, 90]],
    ['H.264 in four slices', { ...SMALL, slices: 4 }, [160, 90]],
    ['H.264 of an analogue camera', { ...SMALL, widthPx: 704, heightPx: 576 }, [146, 120]],
    ['H.264 upright', { ...SMALL, widthPx: 360, heightPx: 640 }, [68, 120]],
    ['H.265 1080p', { ...FULL_HD, codec: 'h265' }, [160, 90]],
    ['H.265 in four slices', { ...SMALL_H265, slices: 4 }, [160, 90]],
    ['MJPEG', SMALL_JPEG, [160, 90]],
  ] as const)('gives the size and the small planes of %s', async (_name, material, [width, height]) => {
    const { widthPx, heightPx, codec, planes, jpeg } = await decoded(material as Material);

    expect({ widthPx, heightPx, codec, jpeg }).toEqual({
      widthPx: material.widthPx,
      heightPx: material.heightPx,
      codec: material.codec,
      jpeg: undefined,
    });
    expect([planes.widthPx, planes.heightPx]).toEqual([width, height]);
    expect([planes.luma.length, planes.cb.length, planes.cr.length]).toEqual([
      width * height,
      (width * height) / 4,
      (width * height) / 4,
    ]);
  });

  it.each([SMALL, SMALL_H265, SMALL_JPEG])('shows the scene in the planes ($codec)', async (material) => {
    const { luma, cb } = (await decoded(material)).planes;

    const brightness = (column: number): number => luma[45 * 160 + column]!;
    expect(brightness(150) - brightness(10)).toBeGreaterThan(60);
    expect(Math.abs(cb[20 * 80 + 40]! - 107)).toBeLessThan(6);
  });

  it.each([
    ['H.264, limited range', { ...SMALL, subject: 'black' }],
    ['H.264, full range', { ...SMALL, subject: 'black', fullRange: true }],
    ['H.265, limited range', { ...SMALL_H265, subject: 'black' }],
    ['MJPEG', { ...SMALL_JPEG, subject: 'black', fullRange: true }],
  ] as [string, Material][])(
    'gives black as zero, whatever range the camera uses (%s)',
    async (_name, material) => {
      const { luma, cb, cr } = (await decoded(material)).planes;

      expect(Math.max(...luma)).toBeLessThanOrEqual(1);
      expect(Math.max(...cb.map((value) => Math.abs(value - 128)))).toBeLessThanOrEqual(1);
      expect(Math.max(...cr.map((value) => Math.abs(value - 128)))).toBeLessThanOrEqual(1);
    },
  );

  it.each([
    [64, 64, [64, 36]],
    [4_000, 4_000, [1920, 1080]],
  ])('gives planes inside a box of %i x %i', async (planesMaxWidthPx, planesMaxHeightPx, size) => {
    const other = new VideoDecoder({ workers: 1, planesMaxWidthPx, planesMaxHeightPx });
    const outcome = await other.decode({ codec: 'h264', bytes: await encode(FULL_HD) });
    await other.close();

    if (!outcome.ok) throw new Error(outcome.fault.detail);
    const { widthPx, heightPx, cr } = outcome.value.planes;
    expect([widthPx, heightPx]).toEqual(size);
    expect(cr).toHaveLength((widthPx * heightPx) / 4);
  });

  it('gives equal fingerprints to equal pictures and different ones to different grain', async () => {
    const first = await decoded(SMALL);
    const again = await decoded(SMALL);
    const other = await decoded({ ...SMALL, seed: 2 });

    expect(again.fingerprint).toBe(first.fingerprint);
    expect(other.fingerprint).not.toBe(first.fingerprint);
  });

  it.each([
    [FULL_HD, 640, [640, 360]],
    [SMALL_H265, 320, [320, 180]],
    [SMALL, 2_000, [640, 360]],
  ] as const)(
    'gives a JPEG on request that is itself a picture (%#)',
    async (material, jpegMaxWidthPx, size) => {
      const { jpeg, planes } = await decoded(material, { jpegMaxWidthPx });

      expect(jpeg!.subarray(0, 3).toString('hex')).toBe('ffd8ff');
      expect(jpeg!.subarray(-2).toString('hex')).toBe('ffd9');
      const back = await decoder.decode({ codec: 'mjpeg', bytes: Buffer.from(jpeg!) });
      if (!back.ok) throw new Error(back.fault.detail);
      expect([back.value.widthPx, back.value.heightPx]).toEqual(size);
      const differences = back.value.planes.luma.map((value, index) => Math.abs(value - planes.luma[index]!));
      expect(Math.max(...differences)).toBeLessThan(20);
    },
  );
});

const part = (bytes: Buffer, share: number): Buffer => bytes.subarray(0, Math.floor(bytes.length * share));
const holed = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  const middle = copy.length >> 1;
  copy.fill(0xa5, middle, middle + 2_000);
  return copy;
};
/** The last slice never came. */
const beheaded = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.lastIndexOf(Buffer.from([0, 0, 1])));

describe('what is no whole picture', () => {
  beforeAll(() => use());
  afterAll(async () => decoder.close());

  it.each([
    ['half of it (H.264)', SMALL, (bytes: Buffer) => part(bytes, 0.5)],
    ['99 % of it (H.264)', SMALL, (bytes: Buffer) => part(bytes, 0.99)],
    ['a hole in it (H.264)', SMALL, holed],
    ['no last slice (H.264)', { ...SMALL, slices: 4 }, beheaded],
    ['half of it (H.265)', SMALL_H265, (bytes: Buffer) => part(bytes, 0.5)],
    ['no last slice (H.265)', { ...SMALL_H265, slices: 4 }, beheaded],
    ['half of it (MJPEG)', SMALL_JPEG, (bytes: Buffer) => part(bytes, 0.5)],
    ['99 % of it (MJPEG)', SMALL_JPEG, (bytes: Buffer) => part(bytes, 0.99)],
    ['a hole in it (MJPEG)', SMALL_JPEG, holed],
    ['nothing', SMALL, () => Buffer.alloc(0)],
    ['garbage', SMALL, (bytes: Buffer) => Buffer.alloc(bytes.length, 0x41)],
    [
      'garbage in NAL units',
      SMALL_H265,
      () => Buffer.from('000000012601deadbeef000000010201deadbeef'.repeat(50), 'hex'),
    ],
  ] as const)('is garbled: %s', async (_name, material, spoil) => {
    const bytes = spoil(await encode(material as Material));
    const outcome = await decoder.decode({ codec: material.codec, bytes });

    expect(outcome).toMatchObject({ ok: false, fault: { code: 'frame-garbled' } });
    expect(decoder.stats().replaced).toEqual({ crash: 0, hang: 0, memory: 0, age: 0 });
  });

  it('is garbled: H.265 that is called H.264', async () => {
    const outcome = await decoder.decode({ codec: 'h264', bytes: await encode(SMALL_H265) });

    expect(outcome).toMatchObject({ ok: false, fault: { code: 'frame-garbled' } });
  });

  it('takes whole pictures with padding behind them', async () => {
    const bytes = Buffer.concat([await encode(SMALL), Buffer.alloc(64)]);

    expect(await decoder.decode({ codec: 'h264', bytes })).toMatchObject({ ok: true });
  });

  it.each([
    ['more than 40 million pixels', 8_000, 5_008],
    ['a side of more than 8,192 pixels', 8_208, 64],
  ])('is refused: %s', async (_name, widthPx, heightPx) => {
    const outcome = await decode({ codec: 'mjpeg', subject: 'black', widthPx, heightPx });

    expect(outcome).toMatchObject({ ok: false, fault: { code: 'frame-garbled' } });
  });
});

describe('workers are disposable', () => {
  afterEach(async () => decoder.close());

  it('gives a second chance on a fresh worker when a worker dies of a picture', async () => {
    use();
    await decoded(SMALL);
    const pid = onlyPid();
    process.kill(pid, 'SIGSTOP');

    const outcome = decode(SMALL);
    await until(() => decoder.stats().busy === 1);
    process.kill(pid, 'SIGKILL');

    expect(await outcome).toMatchObject({ ok: true });
    expect(onlyPid()).not.toBe(pid);
    expect(decoder.stats().replaced).toEqual({ crash: 1, hang: 0, memory: 0, age: 0 });
  });

  it('kills a worker that hangs and decodes the picture on another', async () => {
    use({ jobTimeoutMs: 300 });
    await decoded(SMALL);
    const pid = onlyPid();
    process.kill(pid, 'SIGSTOP');

    expect(await decode(SMALL)).toMatchObject({ ok: true });

    expect(decoder.stats().replaced).toEqual({ crash: 0, hang: 1, memory: 0, age: 0 });
    await until(() => hasEnded(pid));
  });

  it('goes on with the other worker while one hangs', async () => {
    // Time enough, too, for the worker that takes the place of the one that hangs and decodes its picture after all.
    use({ workers: 2, jobTimeoutMs: 5_000 });
    await Promise.all([decoded(SMALL), decoded(SMALL)]);
    await until(() => decoder.stats().workers === 2);
    process.kill(onlyPid(), 'SIGSTOP');

    const hung = decode(SMALL);
    const startedAt = performance.now();
    for (let count = 0; count < 5; count++) await decoded(SMALL);

    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(await hung).toMatchObject({ ok: true });
  });

  it('replaces a worker that died between two pictures before the next one comes', async () => {
    use();
    await decoded(SMALL);
    const pid = onlyPid();

    process.kill(pid, 'SIGKILL');
    await until(() => decoder.stats().pids.some((other) => other !== pid));

    expect(await decode(SMALL)).toMatchObject({ ok: true });
    expect(decoder.stats().replaced.crash).toBe(1);
  });

  it('kills a worker that takes too much memory over one picture', async () => {
    use({ memoryLimitMb: 1, maxJobsPerWorker: 1, jobTimeoutMs: 2_000 });
    const huge: Material = { codec: 'h264', widthPx: 7_680, heightPx: 4_320, subject: 'black' };
    await encode(huge);

    const outcome = decode(huge);
    await until(() => decoder.stats().busy === 1);
    process.kill(onlyPid(), 'SIGSTOP');

    expect(await outcome).toMatchObject({ ok: false, fault: { code: 'decoder-failed' } });
    expect(decoder.stats().replaced).toEqual({ crash: 0, hang: 0, memory: 1, age: 0 });
  });

  it('replaces a worker after its last picture', async () => {
    use({ maxJobsPerWorker: 3 });

    for (let count = 0; count < 7; count++) await decoded(SMALL);

    expect(decoder.stats().replaced).toEqual({ crash: 0, hang: 0, memory: 0, age: 2 });
  });

  it('keeps its memory flat over 200 pictures', async () => {
    use();
    const some = async (rounds: number): Promise<void> => {
      for (let round = 0; round < rounds; round++) {
        await decoded(SMALL, { jpegMaxWidthPx: 320 });
        await decoded(SMALL_H265);
        await decoded(SMALL_JPEG);
        await decoder.decode({ codec: 'h264', bytes: Buffer.alloc(1_000, 0x65) });
      }
    };
    await some(10);
    const before = residentBytes();

    await some(50);

    expect(residentBytes() - before).toBeLessThan(16 * 1024 * 1024);
    expect(decoder.stats().replaced).toEqual({ crash: 0, hang: 0, memory: 0, age: 0 });
  });

  it('tells workers nothing of our environment', async () => {
    process.env['SHOUWANG_SECRET_KEY'] = 'of-this-test';
    use();
    await decoded(SMALL);

    const environment = readFileSync(`/proc/${onlyPid()}/environ`, 'utf8');
    delete process.env['SHOUWANG_SECRET_KEY'];

    expect(environment).toContain('UV_THREADPOOL_SIZE=1');
    expect(environment).not.toContain('SHOUWANG');
  });
});

describe('the end', () => {
  afterEach(async () => decoder.close());

  it('rejects with the reason of an aborted signal and keeps the worker', async () => {
    use();
    await decoded(SMALL);
    const pid = onlyPid();
    const abort = new AbortController();
    const reason = new Error('the probe is over');

    await encode(FULL_HD);
    const first = decode(FULL_HD);
    const second = decode(SMALL, { signal: abort.signal });
    await until(() => decoder.stats().queued === 1);
    abort.abort(reason);

    await expect(second).rejects.toBe(reason);
    await expect(decode(SMALL, { signal: abort.signal })).rejects.toBe(reason);
    expect(await first).toMatchObject({ ok: true });
    expect(onlyPid()).toBe(pid);
  });

  it('leaves no process behind when closed, and answers what was waiting', async () => {
    use();
    await decoded(SMALL);
    const pid = onlyPid();
    await encode(FULL_HD);
    const waiting = [decode(FULL_HD), decode(SMALL)];
    await until(() => decoder.stats().queued === 1);

    await decoder.close();

    expect(hasEnded(pid)).toBe(true);
    for (const outcome of await Promise.all([...waiting, decode(SMALL)])) {
      expect(outcome).toMatchObject({ ok: false, fault: { code: 'decoder-failed' } });
    }
  });

  it('takes the workers along when the service is killed', async () => {
    const bytes = await encode(SMALL);
    const program = fileURLToPath(new URL('video-orphans.ts', import.meta.url));
    const service = spawn(process.execPath, ['--import', 'tsx', program], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    service.stdin.end(bytes);
    const [line] = (await once(service.stdout, 'data')) as [Buffer];
    const { pids } = JSON.parse(line.toString('utf8')) as { pids: number[] };
    expect(pids.map(hasEnded)).toEqual([false, false]);

    service.kill('SIGKILL');

    await until(() => pids.every(hasEnded));
  });
});
