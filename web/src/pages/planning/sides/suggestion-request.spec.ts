import { describe, expect, it } from 'vitest';
import {
  type DrawnGround,
  headingsOf,
  isComplete,
  requestOf,
  type SuggestionForm,
} from './suggestion-request.ts';

const FORM: SuggestionForm = {
  by: 'count',
  count: 3,
  budgetFen: 900_000,
  mayRepair: false,
  isTwice: false,
  requiredPlaceIds: [],
  atPoles: true,
  hasGrid: false,
  gridM: 20,
  hasDrawn: true,
  headings: '',
  minDistanceM: 0,
  hasOwnPrices: false,
  prices: [
    { cameraType: '3', fen: 350_000 },
    { cameraType: '1', fen: null },
  ],
};
const NOTHING = { sites: [], areas: [] };
const SITE = { position: { latitudeDeg: 24.715, longitudeDeg: 118.465 } };
const AREA = { geometry: { type: 'Polygon' as const, coordinates: [] } };
const asked = (more: Partial<SuggestionForm>, village: string | null = null, ground: DrawnGround = NOTHING) =>
  requestOf({ form: { ...FORM, ...more }, ground, village }, (type) => `type ${type}`);

describe('what a planner asks to be suggested', () => {
  it('is so many cameras, or what a budget buys, never both', () => {
    expect(asked({})).toMatchObject({ count: 3 });
    expect(asked({})).not.toHaveProperty('budgetFen');
    expect(asked({ by: 'budget' })).toMatchObject({ budgetFen: 900_000 });
    expect(asked({ by: 'budget' })).not.toHaveProperty('count');
  });

  it('leaves out what the service knows itself: prices, headings, villages', () => {
    expect(Object.keys(asked({})).toSorted()).toEqual(['camerasPerPlace', 'count', 'minDistanceM', 'sites']);
  });

  it('says sites, prices that were filled in, headings, repairs and redundancy', () => {
    const more = {
      hasGrid: true,
      hasOwnPrices: true,
      headings: '0，90',
      mayRepair: true,
      isTwice: true,
      requiredPlaceIds: ['p'],
    };
    expect(asked(more, 'v')).toMatchObject({
      villageIds: ['v'],
      sites: { atPoles: true, gridM: 20 },
      types: [{ name: 'type 3', cameraType: '3', unitPriceFen: 350_000 }],
      headingsDeg: [0, 90],
      repairs: {},
      camerasPerPlace: 2,
      requiredPlaceIds: ['p'],
    });
  });

  it('has what was drawn: sites where they are wanted, and areas in any case', () => {
    const ground = { sites: [SITE], areas: [AREA] };
    expect(asked({}, null, ground).sites).toMatchObject({ points: [SITE], forbidden: [AREA.geometry] });
    const without = asked({ hasDrawn: false }, null, ground).sites;
    expect(without).toMatchObject({ points: [], forbidden: [AREA.geometry] });
    expect(isComplete({ ...FORM, atPoles: false }, ground)).toBe(true);
    expect(isComplete({ ...FORM, atPoles: false, hasDrawn: false }, ground)).toBe(false);
  });

  it.each([
    ['0, 90，180、270', [0, 90, 180, 270]],
    ['45°', [45]],
    ['', []],
    ['north', null],
    ['361', null],
    ['-1', null],
  ])('reads the headings %j', (typed, degrees) => expect(headingsOf(typed)).toEqual(degrees));

  it.each<[string, Partial<SuggestionForm>]>([
    ['a budget', { by: 'budget', budgetFen: null }],
    ['a site', { atPoles: false }],
    ['a price of its own', { hasOwnPrices: true, prices: [] }],
    ['a heading that is one', { headings: 'x' }],
  ])('is not complete without %s', (_, more) => {
    expect(isComplete(FORM, NOTHING)).toBe(true);
    expect(isComplete({ ...FORM, ...more }, NOTHING)).toBe(false);
  });
});
