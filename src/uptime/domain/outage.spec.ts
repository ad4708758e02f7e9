import { closeOutage, comeBack, fallAgain, isFlapping, isOver, openOutage, type Outage } from './outage.js';

const POLICY = { closeAfterLiveMs: 300, flapCloseAfterLiveMs: 1_800, flapFalls: 3, flapWindowMs: 3_600 };
const FAULT = { code: 'no-key-frame', detail: '' } as const;
const down = openOutage({ id: 'o', cameraId: 'c', fault: FAULT }, 1_000, false);
const back = comeBack(down, 2_000);
const flapping = comeBack(fallAgain(back, FAULT, true), 3_000);

describe('an outage', () => {
  it.each<[string, Outage, number, boolean]>([
    ['is not over while the camera is down', down, 9_999, false],
    ['is not over before the camera was live for long enough', back, 299, false],
    ['is over once it was', back, 300, true],
    ['of a camera that flaps takes longer', flapping, 300, false],
    ['of a camera that flaps is over after that longer while', flapping, 1_800, true],
    ['counts anew when the camera falls again', fallAgain(back, FAULT, false), 9_999, false],
    ['that flapped once goes on flapping', comeBack(fallAgain(flapping, FAULT, false), 4_000), 1_799, false],
  ])('%s', (_name, outage, liveMs, expected) => {
    expect(isOver(outage, liveMs, POLICY)).toBe(expected);
  });

  it('is told with what is wrong now, which need not be what it began with', () => {
    const fault = { code: 'connect-timeout', detail: 'no answer' } as const;
    expect(fallAgain(down, fault, false)).toEqual({ ...down, fault });
  });

  it('remembers when the camera came back first, whatever its picture does then', () => {
    expect(comeBack(back, 2_500).recoveredAt).toBe(2_000);
  });

  it('never closes before it opened or its camera came back, when the clock is set back', () => {
    expect(closeOutage(back, 0, 'recovered').closedAt).toBe(2_000);
    expect(closeOutage(down, 0, 'out-of-service').closedAt).toBe(1_000);
  });
});

describe('isFlapping', () => {
  it.each([
    ['by three falls within the window', [9_000, 9_500, 10_000], true],
    ['not by two', [9_500, 10_000], false],
    ['not by one too long ago', [6_400, 9_500, 10_000], false],
  ])('is so %s', (_name, falls, expected) => {
    expect(isFlapping(falls, 10_000, POLICY)).toBe(expected);
  });
});
