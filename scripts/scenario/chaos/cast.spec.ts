import { castOf, MEMBERS, REFUSING, type Zone } from './cast.js';

const CASES: readonly { readonly zones: readonly Zone[] }[] = [
  { zones: ['A'] },
  { zones: ['B'] },
  { zones: ['A', 'B'] },
];

describe('the cast of a disturbance', () => {
  it.each(CASES)(
    'has four cameras of its zones in every turn, none of which refuses us: $zones',
    ({ zones }) => {
      for (let turn = 0; turn < 24; turn += 1) {
        const names = Object.values(castOf(turn, zones));
        const found = MEMBERS.filter(({ name }) => names.includes(name));
        expect(found).toHaveLength(4);
        expect(found.every(({ zone }) => zones.includes(zone))).toBe(true);
        expect(found.some(({ name, zone }) => REFUSING[zone] === name)).toBe(false);
      }
    },
  );

  it('has every camera fall in some turn, if there are enough of them', () => {
    const fallen = new Set(
      CASES.flatMap(({ zones }) => [...Array(24).keys()].map((turn) => castOf(turn, zones).falls)),
    );
    expect(fallen.size).toBe(MEMBERS.length - Object.keys(REFUSING).length);
  });
});
