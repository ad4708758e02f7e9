import { areaM2Of, footprintOf, levelRangeM, patrols, timeShareOf, turned } from './footprint.js';
import { LEVELS, type Sight } from './sight.js';

const sight: Sight = {
  kind: 'fixed',
  at: { eastM: 0, northM: 0 },
  heightM: 4,
  headingDeg: 0,
  tiltDeg: 15,
  horizontalFieldOfViewDeg: 68,
  verticalFieldOfViewDeg: 40,
  widthPx: 1920,
  rangeM: 1_000,
  assumed: [],
};

describe('how far each level reaches', () => {
  it.each([
    [1920, 68, [56.9, 22.8, 11.4, 5.7]],
    [3840, 68, [113.9, 45.5, 22.8, 11.4]],
    [1920, 90, [38.4, 15.4, 7.7, 3.8]],
    [2560, 360, [16.3, 6.5, 3.3, 1.6]],
    [4096, 180, [52.2, 20.9, 10.4, 5.2]],
  ])('with %i px over %i° is %j m', (widthPx, horizontalFieldOfViewDeg, metres) => {
    const lens = { ...sight, widthPx, horizontalFieldOfViewDeg };
    expect(LEVELS.map((level) => Number(levelRangeM(lens, level).toFixed(1)))).toEqual(metres);
  });

  it('ends at the range, whatever the pixels', () => {
    expect(footprintOf({ ...sight, rangeM: 20 }).farM).toMatchObject({ detect: 20, observe: 20 });
    expect(footprintOf({ ...sight, rangeM: 20 }).farM.recognise).toBeCloseTo(11.39, 2);
  });
});

describe('what lies below and above the picture', () => {
  it.each([
    [4, 15, 40, 5.71, 56.93],
    [6, 30, 20, 7.15, 16.48],
    [4, 70, 40, 0, 3.36],
    [4, 90, 180, 0, 56.93],
    [4, 20, 40, 4.77, 56.93],
    [4, -30, 40, Number.POSITIVE_INFINITY, 56.93],
  ])(
    'from %i m, %i° down with %i° is nearer than %f m and beyond %f m',
    (heightM, tiltDeg, vfov, near, far) => {
      const { nearM, farM } = footprintOf({ ...sight, heightM, tiltDeg, verticalFieldOfViewDeg: vfov });

      expect(Math.min(nearM, 1e9)).toBeCloseTo(Math.min(near, 1e9), 2);
      expect(farM.detect).toBeCloseTo(far, 2);
    },
  );

  it('leaves no area to a camera that looks into the sky', () => {
    expect(areaM2Of(footprintOf({ ...sight, tiltDeg: -30 }), 'detect')).toBe(0);
  });
});

describe('a camera that turns', () => {
  const ptz: Sight = { ...sight, kind: 'ptz', horizontalFieldOfViewDeg: 60, assumed: ['headingDeg'] };

  it('patrols all round when nobody said where its home is, a sixth of the time each way', () => {
    expect([patrols(ptz), timeShareOf(ptz)]).toEqual([true, 1 / 6]);
    expect(footprintOf(ptz).openingDeg).toBe(360);
  });

  it('stands still once it is turned to somewhere', () => {
    const still = turned(ptz, -90);

    expect([patrols(still), timeShareOf(still), still.headingDeg]).toEqual([false, 1, 270]);
    expect(footprintOf(still).openingDeg).toBe(60);
  });

  it('does not patrol if it is not one that turns', () => {
    expect(patrols({ ...ptz, kind: 'fixed' })).toBe(false);
  });
});
