import { buyingCurve } from './buying-curve.js';
import { openMarket, UNRESTRICTED } from './market.js';
import type { PlacePoints } from './place-points.js';
import { joined } from './joined-options.js';
import { rankRepairs } from './repairs.js';
import { suggest } from './suggest.js';
import { laidOut, type Case } from './testing/random-case.js';

/** Four points of which nobody sees any, two of each place. Cameras 0 and 1 would see the first place, 2 the second. */
const BROKEN: Case = {
  weight: [2, 2, 1, 1],
  need: [1, 1, 1, 1],
  options: [
    { sees: [0, 1], costFen: 30_000 },
    { sees: [0, 1], costFen: 20_000 },
    { sees: [2, 3], costFen: 20_000 },
    { sees: [], costFen: 20_000 },
  ],
};
const PLACES: PlacePoints = {
  placeOf: Int32Array.of(0, 0, 1, 1),
  liveSeers: new Uint16Array(4),
  weight: Float64Array.of(4, 2),
  share: 0.8,
};
const SHOP = { ...BROKEN, options: [0, 1, 2, 3].map((square) => ({ sees: [square], costFen: 350_000 })) };

function repairs(shop: Case = SHOP) {
  const { demands, options } = laidOut(BROKEN);
  const market = openMarket(demands, laidOut(shop).options, UNRESTRICTED);
  return rankRepairs(demands, options, PLACES, (most) => buyingCurve(market, most));
}

describe('rankRepairs', () => {
  it('counts a gap once that two repairs would close, and tells what each would do alone', () => {
    expect(repairs()).toMatchObject([
      { camera: 0, gain: 4, gainAlone: 4, closes: [0], closesAlone: [0], closedWeight: 4 },
      { camera: 2, gain: 2, gainAlone: 2, closes: [1], closesAlone: [1], closedWeight: 2 },
      { camera: 1, gain: 0, gainAlone: 4, closes: [], closesAlone: [0], closedWeight: 0 },
    ]);
  });

  it('sets beside each repair what its gain would cost to buy, and beside all so far what theirs would', () => {
    const told = repairs().map((each) => [
      each.costFen,
      each.sameToBuyFen,
      each.totalCostFen,
      each.allToBuyFen,
    ]);
    expect(told).toEqual([
      [30_000, 700_000, 30_000, 700_000],
      [20_000, 350_000, 50_000, 1_400_000],
      [20_000, 700_000, 50_000, 1_400_000],
    ]);
  });

  it('prefers one dear camera to several cheap ones where it costs less', () => {
    const shop = { ...SHOP, options: [...SHOP.options, { sees: [0, 1], costFen: 600_000 }] };
    expect(repairs(shop)[0]!.sameToBuyFen).toBe(600_000);
  });

  it('says so where nothing that is for sale gains as much', () => {
    expect(repairs({ ...SHOP, options: SHOP.options.slice(0, 1) })[0]!.sameToBuyFen).toBeNull();
  });

  it('does not call a place closed of which too little is seen', () => {
    const half = { ...BROKEN, options: [{ sees: [0] }, { sees: [1] }] };
    const { demands, options } = laidOut(half);
    const market = openMarket(demands, laidOut(SHOP).options, UNRESTRICTED);
    const found = rankRepairs(demands, options, PLACES, (most) => buyingCurve(market, most));
    expect(found.map(({ closes, closedWeight }) => [closes, closedWeight])).toEqual([
      [[], 0],
      [[0], 4],
    ]);
  });
});

describe('a plan that mends and buys', () => {
  it('mends what is cheap first and buys with what is left', () => {
    const { demands, options } = laidOut({ ...BROKEN, options: BROKEN.options.slice(0, 2) });
    const mixed = joined(options, laidOut(SHOP).options);
    const { picks, totalCostFen } = suggest(demands, mixed, { kind: 'budget', budgetFen: 400_000 });
    expect(picks.map(({ option }) => option)).toEqual([1, 2 + 2]);
    expect(totalCostFen).toBe(370_000);
  });
});
