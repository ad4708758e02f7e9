import { camera, GROUNDS, place } from '../changes/testing/street.js';
import { TownMap } from '../map/town-map.js';
import { answerWeakPoints } from './answer-weak-points.js';

const POLE = { pole: '7', uplink: null, nvr: null, powerFeed: null };

/** p by a alone, s by two of one pole, t of the other village by c. */
const MAP = TownMap.of({
  ...GROUNDS,
  cameras: [...GROUNDS.cameras, camera('d', 2_000, { ties: POLE }), camera('e', 2_001, { ties: POLE })],
  places: [
    ...GROUNDS.places,
    place('s', 2_000, { weight: 7 }),
    place('t', 900, { villageId: 'w', weight: 9 }),
  ],
});

describe('the weak points of a town', () => {
  const told = (villageIds: readonly string[] | null) =>
    answerWeakPoints(MAP, { villageIds, limit: 10 }).map(({ kind, name, opensPlaceIds, gapWeight }) => [
      kind,
      name,
      ...opensPlaceIds,
      gapWeight,
    ]);

  it('are cameras and what cameras share, the heaviest gaps first', () => {
    expect(told(null)).toEqual([
      ['camera', 'c', 't', 9],
      ['pole', '7', 's', 7],
      ['camera', 'a', 'p', 3],
    ]);
  });

  it('are those of the villages that are asked about', () => {
    expect(told(['v'])).toEqual([
      ['pole', '7', 's', 7],
      ['camera', 'a', 'p', 3],
    ]);
    expect(told(['nowhere'])).toEqual([]);
  });
});
