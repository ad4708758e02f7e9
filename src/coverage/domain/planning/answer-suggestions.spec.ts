import { DomainError } from '../../../kernel/domain-error.js';
import { effectOf } from '../changes/effect.js';
import { camera, GROUNDS, MOUNTING, place } from '../changes/testing/street.js';
import { TownMap } from '../map/town-map.js';
import { USUAL_SIGHTS } from '../sight/sight-facts.js';
import { answerRepairs } from './answer-repairs.js';
import { answerSuggestions, type SuggestionsAsked } from './answer-suggestions.js';

const MAP = TownMap.of(GROUNDS);
const spot = (eastM: number, isForbidden = false) => ({ at: { eastM, northM: 0 }, isForbidden });

const ASKED: SuggestionsAsked = {
  villageIds: null,
  limit: { kind: 'count', count: 1 },
  offer: {
    types: [{ name: '枪机', unitPriceFen: 350_000, mounting: MOUNTING }],
    sites: {
      points: [spot(500), spot(1_000), spot(2_000)],
      atPoles: false,
      lines: [],
      everyM: 10,
      gridM: null,
      forbidden: [],
    },
    headingsDeg: [0, 90, 180, 270],
    isOnePerSite: true,
    minDistanceM: 0,
    maxOptions: 1_000,
  },
  camerasPerPlace: 1,
  requiredPlaceIds: [],
  ground: null,
  repairs: null,
};
const ask = (more: Partial<SuggestionsAsked> = {}) => answerSuggestions(MAP, { ...ASKED, ...more });
const bought = (answer: ReturnType<typeof ask>) =>
  answer.cameras.map(({ item: { change } }) =>
    change.kind === 'buy'
      ? [change.kind, change.camera.mounting.headingDeg, change.camera.villageId]
      : [change.kind],
  );

describe('suggestions on a map', () => {
  it('hang a camera where the heaviest gap is, and turn it there', () => {
    const answer = ask();
    expect(bought(answer)).toEqual([['buy', 0, 'v']]);
    expect(answer).toMatchObject({
      totalGain: 2,
      totalCostFen: 350_000,
      reachable: 3,
      considered: { sites: 3, forbiddenSites: 0, options: 12, repairs: 0 },
    });
    expect(answer.effect.differences).toMatchObject([{ placeId: 'q', before: 'dark', after: 'fragile' }]);
  });

  it('can be saved as they are: their items do what was promised', () => {
    const { cameras, effect } = ask({ limit: { kind: 'count', count: 2 } });
    const items = cameras.map(({ item }) => item);
    expect(effectOf(MAP, items, null, USUAL_SIGHTS)).toEqual(effect);
    expect(effect.after.gapWeight).toBe(0);
  });

  it('look at required places first', () => {
    expect(ask({ requiredPlaceIds: ['r'] }).effect.differences).toMatchObject([{ placeId: 'r' }]);
  });

  it('tell which required places nothing sees', () => {
    const far = TownMap.of({ ...GROUNDS, places: [...GROUNDS.places, place('far', 9_000)] });
    const answer = answerSuggestions(far, { ...ASKED, requiredPlaceIds: ['far'] });
    expect(answer.unmetRequiredPlaceIds).toEqual(['far']);
  });

  it('never use a site that the law forbids', () => {
    const points = [spot(500, true), spot(1_000), spot(2_000)];
    const answer = ask({ offer: { ...ASKED.offer, sites: { ...ASKED.offer.sites, points } } });
    expect(answer.effect.differences).toMatchObject([{ placeId: 'r' }]);
    expect(answer.considered.forbiddenSites).toBe(1);
  });

  it('mend before they buy where that is cheaper', () => {
    const repairs = { costFen: 40_000, costs: [{ cameraId: 'b', costFen: 30_000 }] };
    const answer = ask({ limit: { kind: 'budget', budgetFen: 380_000 }, repairs });
    expect(bought(answer)).toEqual([['repair'], ['buy', 0, 'w']]);
    expect(answer.totalCostFen).toBe(380_000);
  });

  it('see places twice where two cameras are asked for', () => {
    const points = [spot(500), spot(502), spot(1_000), spot(1_002)];
    const offer = { ...ASKED.offer, sites: { ...ASKED.offer.sites, points } };
    const answer = ask({ offer, camerasPerPlace: 2, limit: { kind: 'count', count: 4 } });
    expect(answer.reachable).toBe(2 * 3);
    expect(answer.effect.after.places).toMatchObject({ covered: 2, dark: 0, uncovered: 0 });
  });

  it('refuse more ways to hang a camera than are looked at, with their number', () => {
    const offer = { ...ASKED.offer, maxOptions: 11 };
    expect(() => ask({ offer })).toThrow(
      expect.objectContaining({ kind: 'invalid', message: expect.stringContaining('are 12 options') }),
    );
  });

  it('refuse a site of which nobody knows the village', () => {
    const empty = TownMap.of({ ...GROUNDS, cameras: [] });
    expect(() => answerSuggestions(empty, ASKED)).toThrow(
      expect.objectContaining({ code: 'no-village-known' }),
    );
    expect(bought(answerSuggestions(empty, { ...ASKED, villageIds: ['v'] }))).toEqual([['buy', 0, 'v']]);
  });

  it('refuse a place of another village as one that is not there', () => {
    const refusal = { kind: 'unprocessable', code: 'unknown-place' } satisfies Partial<DomainError>;
    expect(() => ask({ villageIds: ['w'], requiredPlaceIds: ['p'] })).toThrow(
      expect.objectContaining(refusal),
    );
  });
});

describe('repairs on a map', () => {
  const prices = { costFen: 40_000, costs: [] };

  it('are set beside what the same gain would cost to buy', () => {
    const { repairs, broken } = answerRepairs(MAP, {
      villageIds: null,
      prices,
      offer: ASKED.offer,
      limit: 10,
    });
    expect(broken).toBe(1);
    expect(repairs).toEqual([
      {
        cameraId: 'b',
        gain: 2,
        gainAlone: 2,
        totalGain: 2,
        costFen: 40_000,
        totalCostFen: 40_000,
        closesPlaceIds: ['q'],
        closesAlonePlaceIds: ['q'],
        closedWeight: 2,
        sameToBuyFen: 350_000,
        allToBuyFen: 350_000,
      },
    ]);
  });

  it('close what the map says they close', () => {
    const map = TownMap.of({
      ...GROUNDS,
      cameras: [...GROUNDS.cameras, camera('d', 501, { isLive: false })],
    });
    const { repairs } = answerRepairs(map, { villageIds: null, prices, offer: null, limit: 10 });
    expect(repairs.map(({ cameraId, gain, sameToBuyFen }) => [cameraId, gain, sameToBuyFen])).toEqual([
      ['b', 2, null],
      ['d', 0, null],
    ]);
    for (const { cameraId, closesAlonePlaceIds } of repairs) {
      const change = { kind: 'repair', cameraId } as const;
      const { differences } = effectOf(map, [{ id: 'x', costFen: 0, change }], null, USUAL_SIGHTS);
      expect(differences.map(({ placeId }) => placeId)).toEqual(closesAlonePlaceIds);
    }
  });

  it('are those of the villages that are asked about', () => {
    expect(answerRepairs(MAP, { villageIds: ['w'], prices, offer: null, limit: 10 })).toEqual({
      broken: 0,
      repairs: [],
    });
  });
});
