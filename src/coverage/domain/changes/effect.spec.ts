import { TownMap } from '../map/town-map.js';
import { USUAL_SIGHTS } from '../sight/sight-facts.js';
import type { Change, PricedChange } from './change.js';
import { effectOf } from './effect.js';
import { at, GROUNDS, MOUNTING } from './testing/street.js';

const MAP = TownMap.of(GROUNDS);
const priced = (change: Change, costFen = 0): PricedChange => ({ id: 'new', change, costFen });
const effect = (...changes: PricedChange[]) => effectOf(MAP, changes, null, USUAL_SIGHTS);
const told = (...changes: PricedChange[]) =>
  effect(...changes).differences.map(({ placeId, before, after }) => `${placeId}: ${before} → ${after}`);

describe('what a change does, place by place', () => {
  it.each<[string, Change, string[]]>([
    ['a repair lights a dark place', { kind: 'repair', cameraId: 'b' }, ['q: dark → fragile']],
    ['a removal leaves a gap', { kind: 'remove', cameraId: 'a' }, ['p: fragile → uncovered']],
    [
      'a camera that is bought sees',
      {
        kind: 'buy',
        camera: {
          name: 'N',
          villageId: 'v',
          position: at(1_000, 0),
          mounting: { ...MOUNTING, headingDeg: 0 },
        },
      },
      ['r: uncovered → fragile'],
    ],
    [
      'a camera that is turned looks away',
      { kind: 'turn', cameraId: 'a', headingDeg: 180, tiltDeg: null },
      ['p: fragile → uncovered'],
    ],
    [
      'a camera that moves sees there and no longer here',
      { kind: 'move', cameraId: 'a', position: at(1_000, 0), mountHeightM: null, headingDeg: null },
      ['p: fragile → uncovered', 'r: uncovered → fragile'],
    ],
    [
      'a lens that is too wide sees less far',
      {
        kind: 'change-lens',
        cameraId: 'a',
        lens: {
          resolution: '640x480',
          horizontalFieldOfViewDeg: 90,
          verticalFieldOfViewDeg: null,
          viewDistanceM: null,
        },
      },
      ['p: fragile → uncovered'],
    ],
  ])('%s', (_, change, expected) => {
    expect(told(priced(change))).toEqual(expected);
  });

  it('adds up what it costs and what gaps weigh, and leaves the map as it is', () => {
    const found = effect(
      priced({ kind: 'repair', cameraId: 'b' }, 30_000),
      priced({ kind: 'remove', cameraId: 'a' }, 5_000),
    );
    expect(found).toMatchObject({
      costFen: 35_000,
      before: { places: { covered: 0, fragile: 1, dark: 1, uncovered: 1 }, gapWeight: 3 },
      after: { places: { covered: 0, fragile: 1, dark: 0, uncovered: 2 }, gapWeight: 4 },
    });
    expect(MAP.status('p')?.status).toBe('fragile');
  });

  it('tells of two cameras what each would not do alone', () => {
    const mend = priced({ kind: 'repair', cameraId: 'b' });
    const beside = priced({
      kind: 'move',
      cameraId: 'a',
      position: at(500, 0),
      mountHeightM: null,
      headingDeg: null,
    });
    expect(told(mend, beside)).toEqual(['p: fragile → uncovered', 'q: dark → covered']);
  });

  it('refuses a camera that is not there, was removed before, or is of another village', () => {
    const refusal = expect.objectContaining({ code: 'camera-not-on-map', kind: 'unprocessable' });
    expect(() => effect(priced({ kind: 'repair', cameraId: 'x' }))).toThrow(refusal);
    const remove = priced({ kind: 'remove', cameraId: 'a' });
    expect(() => effect(remove, priced({ kind: 'repair', cameraId: 'a' }))).toThrow(refusal);
    expect(() => effectOf(MAP, [priced({ kind: 'repair', cameraId: 'c' })], ['v'], USUAL_SIGHTS)).toThrow(
      refusal,
    );
  });

  it('refuses a resolution that says nothing, and names the field', () => {
    const lens = {
      resolution: '高清',
      horizontalFieldOfViewDeg: null,
      verticalFieldOfViewDeg: null,
      viewDistanceM: null,
    };
    expect(() => effect(priced({ kind: 'change-lens', cameraId: 'a', lens }))).toThrow(
      'resolution is "高清"; write its pixels, such as 1920x1080.',
    );
  });
});
