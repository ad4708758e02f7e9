import type { PricedChange } from '../changes/change.js';
import { effectOf } from '../changes/effect.js';
import { at, camera, GROUNDS, MOUNTING } from '../changes/testing/street.js';
import { TownMap } from '../map/town-map.js';
import { USUAL_SIGHTS } from '../sight/sight-facts.js';
import { compare } from './compare-plans.js';
import type { Plan } from './plan.js';
import { heldAgainst, type TownNow } from './plan-result.js';

const MEND: PricedChange = { id: 'i', costFen: 30_000, change: { kind: 'repair', cameraId: 'b' } };
const BUY: PricedChange = {
  id: 'n',
  costFen: 350_000,
  change: {
    kind: 'buy',
    camera: { name: 'N', villageId: 'v', position: at(1_000, 0), mounting: { ...MOUNTING, headingDeg: 0 } },
  },
};
const MOVE: PricedChange = {
  id: 'm',
  costFen: 0,
  change: { kind: 'move', cameraId: 'a', position: at(1_000, 0), mountHeightM: null, headingDeg: null },
};

const promiseOf = (...items: PricedChange[]) => effectOf(TownMap.of(GROUNDS), items, null, USUAL_SIGHTS);
const planOf = (...items: PricedChange[]) => ({ items, promise: promiseOf(...items) }) as unknown as Plan;

function nowOf(map: TownMap): TownNow {
  return {
    plane: GROUNDS.plane,
    status: (placeId) => map.status(placeId)?.status ?? null,
    camera: (cameraId) => map.entry(cameraId)?.camera ?? null,
  };
}

describe('what a plan promised, held against what is there', () => {
  it('has gained nothing while nothing is done', () => {
    const found = heldAgainst(planOf(MEND, BUY), nowOf(TownMap.of(GROUNDS)));
    expect(found).toMatchObject({ plannedGain: 3, measuredGain: 0, kept: 0 });
    expect(found.items.map(({ standing }) => standing)).toEqual(['open', 'open']);
  });

  it('tells of each change how far it is, and of each place how it stands', () => {
    const map = TownMap.of(GROUNDS);
    map.setLive('b', true);
    map.put(camera('n', 1_000, { isLive: false }));
    const found = heldAgainst(planOf(MEND, BUY), nowOf(map));
    expect(found).toMatchObject({ plannedGain: 3, measuredGain: 2, kept: 2 / 3 });
    expect(found.items.map(({ standing }) => standing)).toEqual(['done', 'built']);
    expect(
      found.places.map(({ placeId, before, promised, now }) => [placeId, before, promised, now]),
    ).toEqual([
      ['q', 'dark', 'fragile', 'fragile'],
      ['r', 'uncovered', 'fragile', 'dark'],
    ]);
  });

  it('counts a gap that a plan opened against it, and takes a camera that hangs a little aside for moved', () => {
    const map = TownMap.of(GROUNDS);
    map.put(camera('a', 1_003));
    const found = heldAgainst(planOf(MOVE), nowOf(map));
    expect(found).toMatchObject({ plannedGain: -2, measuredGain: -2, kept: 1 });
    expect(found.items).toMatchObject([{ kind: 'move', standing: 'done' }]);
  });

  it('knows a place that is no more', () => {
    const gone = { ...nowOf(TownMap.of(GROUNDS)), status: () => null };
    expect(heldAgainst(planOf(MEND), gone).places).toMatchObject([{ now: null }]);
  });
});

describe('two plans beside each other', () => {
  it('cost so much for what each closes, and leave places differently', () => {
    expect(compare(promiseOf(MEND), promiseOf(BUY))).toEqual({
      first: { costFen: 30_000, gain: 2, fenPerGain: 15_000 },
      second: { costFen: 350_000, gain: 1, fenPerGain: 350_000 },
      places: [
        { placeId: 'q', villageId: 'v', weight: 2, before: 'dark', first: 'fragile', second: 'dark' },
        {
          placeId: 'r',
          villageId: 'v',
          weight: 1,
          before: 'uncovered',
          first: 'uncovered',
          second: 'fragile',
        },
      ],
    });
  });

  it('has no price for a plan that closes nothing', () => {
    expect(compare(promiseOf(MOVE), promiseOf(MEND)).first.fenPerGain).toBeNull();
  });
});
