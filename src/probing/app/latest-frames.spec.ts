import { HOUR_MS, MINUTE_MS } from '../../kernel/instant.js';
import { ManualClock } from '../../platform/clock/manual-clock.js';
import { loadConfig } from '../../platform/config/load-config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { CameraRemoved } from '../../registry/index.js';
import { FakeDevice } from '../testing/fake-devices.js';
import { SILENT } from '../testing/fake-memories.js';
import { LatestFrames } from './latest-frames.js';

const MEBIBYTE = 1_048_576;

function shelf(settings: Readonly<Record<string, string>> = {}) {
  const named = Object.entries(settings).map(([key, value]) => [`SHOUWANG_FRAMES_${key}`, value]);
  const config = loadConfig(Object.fromEntries(named));
  const clock = new ManualClock();
  const events = new EventBus(SILENT);
  const device = new FakeDevice();
  const frames = new LatestFrames(device.pictures, events, config, clock);
  frames.onModuleInit();
  const keep = (cameraId: string, more: { widthPx?: number; bytes?: number; jpeg?: Buffer | null } = {}) => {
    const { widthPx = 640, bytes = 100, jpeg = null } = more;
    const coded = { codec: 'h264', bytes: Buffer.alloc(bytes) } as const;
    return frames.keep(cameraId, clock.now(), { coded, decoded: { ...device.picture, widthPx, jpeg } });
  };
  return { clock, events, device, frames, keep };
}

describe('the latest frame of a camera', () => {
  it('is kept as it came where it is small, and made a JPEG only for who looks', async () => {
    const { clock, device, frames, keep } = shelf();
    await keep('a');
    expect(device.done).toEqual([]);
    const at = clock.now();
    clock.advance(MINUTE_MS);
    expect(await frames.show('a')).toEqual({ at, jpeg: Buffer.from('jpeg 640') });
    expect(device.done).toEqual(['decode to 640']);
  });

  it('is kept as a JPEG of the allowed width where it is large', async () => {
    const { device, frames, keep } = shelf();
    await keep('with', { widthPx: 1_920, jpeg: Buffer.from('made with the sample') });
    expect(device.done).toEqual([]);
    await keep('without', { widthPx: 1_920 });
    expect(device.done).toEqual(['decode to 640']);
    expect((await frames.show('with'))?.jpeg.toString()).toBe('made with the sample');
    expect((await frames.show('without'))?.jpeg.toString()).toBe('jpeg 640');
  });

  it('is replaced by the next', async () => {
    const { clock, frames, keep } = shelf();
    await keep('a', { bytes: 500 });
    clock.advance(MINUTE_MS);
    await keep('a', { bytes: 300 });
    expect((await frames.show('a'))?.at).toBe(clock.now());
    expect(frames.size).toEqual({ frames: 1, bytes: 300 });
  });

  it('is gone after its hours, also where nobody looks', async () => {
    const { clock, frames, keep } = shelf({ KEEP_HOURS: '2' });
    await keep('a');
    clock.advance(2 * HOUR_MS);
    expect(frames.size.frames).toBe(1);
    clock.advance(2 * MINUTE_MS);
    expect(frames.size).toEqual({ frames: 0, bytes: 0 });
    expect(await frames.show('a')).toBeNull();
  });

  it('is never kept where the configuration says so', async () => {
    const { frames, keep } = shelf({ KEEP_HOURS: '0' });
    await keep('a');
    expect(frames.size.frames).toBe(0);
  });

  it('makes room for newer ones, the oldest first', async () => {
    const { frames, keep } = shelf({ MAX_TOTAL_MB: '1' });
    await keep('a', { bytes: MEBIBYTE / 2 });
    await keep('b', { bytes: MEBIBYTE / 2 });
    await keep('a', { bytes: MEBIBYTE / 2 });
    await keep('c', { bytes: 1 });
    expect(await frames.show('b')).toBeNull();
    expect(await frames.show('a')).not.toBeNull();
    expect(frames.size).toEqual({ frames: 2, bytes: MEBIBYTE / 2 + 1 });
  });

  it('goes with its camera', async () => {
    const { events, frames, keep } = shelf();
    await keep('a');
    events.publish(new CameraRemoved('a'));
    expect(await frames.show('a')).toBeNull();
  });

  it('is none where it cannot be shown', async () => {
    const { device, frames, keep } = shelf();
    await keep('a');
    device.decoded = 'decoder-failed';
    expect(await frames.show('a')).toBeNull();
    expect(await frames.show('nobody')).toBeNull();
  });
});
