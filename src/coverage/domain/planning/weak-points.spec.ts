import { lossesOf } from './losses.js';
import { type PlacePoints } from './place-points.js';
import { type Case, laidOut, randomCase, randomFrom } from './testing/random-case.js';
import { weakPoints } from './weak-points.js';

const NO_TIES = { pole: null, uplink: null };

/** Two places of two points and one of one; camera 0 alone sees the first, 1 and 2 together the second. */
const TOWN: Case = {
  weight: [1, 1, 1, 1, 1],
  need: [0, 0, 0, 0, 0],
  options: [{ sees: [0, 1] }, { sees: [2, 3] }, { sees: [2, 3, 4] }],
};
const PLACES: PlacePoints = {
  placeOf: Int32Array.of(0, 0, 1, 1, 2),
  liveSeers: Uint16Array.of(1, 1, 2, 2, 1),
  weight: Float64Array.of(3, 5, 1),
  share: 0.8,
};
const cameras = [
  { id: 'a', villageId: 'v', ties: NO_TIES },
  { id: 'b', villageId: 'v', ties: { pole: '7', uplink: 'SW' } },
  { id: 'c', villageId: 'v', ties: { pole: '7', uplink: null } },
];

describe('weakPoints', () => {
  it('ranks what opens gaps by its loss alone by the weight of the gaps', () => {
    const found = weakPoints(PLACES, laidOut(TOWN).options, lossesOf(cameras, ['pole', 'uplink']));
    expect(found.map(({ loss, opens, gapWeight }) => [loss.kind, loss.name, opens, gapWeight])).toEqual([
      ['pole', '7', [1, 2], 6],
      ['camera', 'a', [0], 3],
      ['camera', 'c', [2], 1],
    ]);
  });

  it('tells of what is lost where the place is still seen well enough', () => {
    const places = { ...PLACES, share: 0.5, liveSeers: Uint16Array.of(1, 2, 2, 2, 1) };
    const [first, second] = weakPoints(places, laidOut(TOWN).options, lossesOf(cameras, ['pole', 'uplink']));
    expect([first, second].map((each) => [each!.loss.name, each!.gapWeight])).toEqual([
      ['7', 6],
      ['c', 1],
    ]);
    const last = weakPoints(places, laidOut(TOWN).options, lossesOf(cameras.slice(0, 1), []));
    expect(last).toMatchObject([{ opens: [], gapWeight: 0, lostDemands: 1 }]);
  });

  it('takes the same number of a pole in two villages for two poles', () => {
    const apart = [cameras[1]!, { ...cameras[2]!, villageId: 'w' }];
    expect(lossesOf(apart, ['pole']).map(({ kind }) => kind)).toEqual(['camera', 'camera']);
  });

  it('finds what counting anew without the lost cameras finds', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const given = randomCase(seed);
      const random = randomFrom(seed + 1_000);
      const placeOf = Int32Array.from(given.weight, () => random(4) - 1);
      const seers = (without: number) =>
        Uint16Array.from(
          given.weight,
          (_, demand) =>
            given.options.filter(({ sees }, at) => at !== without && sees.includes(demand)).length,
        );
      const isGap = (live: Uint16Array, place: number): boolean => {
        const points = [...placeOf.keys()].filter((demand) => placeOf[demand] === place);
        return points.filter((demand) => live[demand]! > 0).length < 0.8 * points.length;
      };
      const losses = given.options.map((_, camera) => ({ kind: 'camera', name: '', cameras: [camera] }));
      const places = { placeOf, liveSeers: seers(-1), weight: Float64Array.of(1, 2, 4), share: 0.8 };
      const found = weakPoints(places, laidOut(given).options, losses);
      for (const camera of given.options.keys()) {
        const opens = [0, 1, 2].filter((place) => !isGap(seers(-1), place) && isGap(seers(camera), place));
        const weakPoint = found.find(({ loss }) => loss.cameras[0] === camera);
        expect(weakPoint?.opens ?? []).toEqual(opens);
      }
    }
  });
});
