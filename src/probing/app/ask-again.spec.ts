import type { FaultCode } from '../../kernel/fault.js';
import { type FakeDevice, good } from '../testing/fake-devices.js';
import { KNOWN, rungs, Street } from '../testing/street.js';
import type { Climb } from './climb.js';

describe('a second opinion', () => {
  const saw = ({ evidence }: Climb, rung: string): object =>
    evidence.rungs.find((one) => one.rung === rung)!.saw;

  it.each<[FaultCode, boolean]>([
    ['stream-garbled', true],
    ['stream-no-packets', true],
    ['no-media', true],
    ['stream-busy', false],
    ['stream-not-found', false],
    ['stream-refused', false],
    ['stream-timeout', false],
    ['connect-timeout', false],
  ])('on %s is asked: %s', async (fault, isAsked) => {
    const street = new Street({}, KNOWN);
    street.device.stream = fault;
    await street.climb('frame');
    expect(street.device.done.includes('opinion+')).toBe(isAsked);
  });

  it.each<[string, Partial<FakeDevice>, boolean]>([
    ['no key frame', { frame: 'no-key-frame' }, true],
    ['a garbled picture', { decoded: 'frame-garbled' }, true],
    ['a broken decoder of ours', { decoded: 'decoder-failed' }, false],
    ['a refused login', { rtspRefuses: true }, false],
  ])('on %s is asked: %s', async (_name, device, isAsked) => {
    const street = new Street({}, KNOWN);
    Object.assign(street.device, device);
    await street.climb('frame');
    expect(street.device.done.some((step) => step.startsWith('opinion'))).toBe(isAsked);
  });

  it('is asked for without the login that our client was not asked for', async () => {
    const street = new Street({}, KNOWN);
    street.device.rtspAsksForLogin = false;
    street.device.frame = 'no-key-frame';
    await street.climb('frame');
    expect(street.device.done).toContain('opinion');
  });

  it('stands beside the fault that it shares', async () => {
    const street = new Street({}, KNOWN);
    street.device.frame = 'no-key-frame';
    const climb = await street.climb('frame');
    expect(rungs(climb)).toContain('frame:no-key-frame');
    expect(saw(climb, 'frame')).toEqual({ secondOpinion: 'no-key-frame' });
  });

  it('that sees a frame makes the fault a quirk of our client', async () => {
    const street = new Street({}, KNOWN);
    street.device.stream = 'stream-garbled';
    street.device.opinion = good({ codec: 'h264' });
    const climb = await street.climb('frame');
    expect(rungs(climb)).toBe('reach:passed onvif:passed stream:passed frame:passed');
    expect(saw(climb, 'frame')).toMatchObject({ fault: 'client-quirk', ourClientSaw: 'stream-garbled' });
  });

  it('that nobody could give is said to be missing, and where it saw a frame before the camera is not blamed', async () => {
    const street = new Street({}, KNOWN);
    street.device.frame = 'no-key-frame';
    street.device.opinion = null;
    const climb = await street.climb('frame');
    expect(saw(climb, 'frame')).toEqual({ secondOpinion: 'not asked: rate limit' });
    expect(rungs(climb)).toContain('frame:no-key-frame');

    street.device.opinion = good({ codec: 'h264' });
    await street.climb('frame');
    street.device.opinion = null;
    expect(rungs(await street.climb('frame'))).toContain('frame:client-quirk');
  });

  it('is asked only now and then once a failure is confirmed', async () => {
    const street = new Street({}, { ...KNOWN, failedFrames: 2 });
    street.device.frame = 'no-key-frame';
    expect(saw(await street.climb('frame'), 'frame')).toEqual({
      secondOpinion: 'not asked: confirmed before',
    });
    street.memory = { ...street.memory, failedFrames: 20 };
    expect(saw(await street.climb('frame'), 'frame')).toEqual({ secondOpinion: 'no-key-frame' });
  });
});
