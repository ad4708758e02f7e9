import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { gapMinutes, type PlaceTurn, STANDINGS, timeByStanding } from './time-by-standing.js';

const turn = (at: number, to: PlaceTurn['to']): PlaceTurn => ({ at, to });
const NONE = { covered: 0, fragile: 0, dark: 0, uncovered: 0, unwatched: 0 };

describe('the time that a place stood so', () => {
  it.each([
    ['nothing is known', [], { unwatched: 30 }],
    ['it turned before', [turn(-50, 'dark')], { dark: 30 }],
    ['it turned within', [turn(-5, 'covered'), turn(10, 'dark')], { covered: 10, dark: 20 }],
    ['it came within', [turn(12, 'uncovered')], { unwatched: 12, uncovered: 18 }],
    [
      'nobody looked for a while',
      [turn(0, 'dark'), turn(5, 'unwatched'), turn(25, 'dark')],
      { dark: 10, unwatched: 20 },
    ],
    ['it turned after', [turn(0, 'fragile'), turn(40, 'dark')], { fragile: 30 }],
    ['it turned at the end', [turn(0, 'fragile'), turn(30, 'dark')], { fragile: 30 }],
  ] as const)('when %s', (_, turns, expected) => {
    expect(timeByStanding(turns, 0, 30)).toEqual({ ...NONE, ...expected });
  });

  it('makes up the whole window, and two halves make up one', () => {
    const turns = array(record({ at: integer({ min: -20, max: 120 }), to: constantFrom(...STANDINGS) }));
    assert(
      property(turns, integer({ min: 0, max: 100 }), (all, middle) => {
        const inOrder = all.toSorted((a, b) => a.at - b.at);
        const whole = timeByStanding(inOrder, 0, 100);
        const [left, right] = [timeByStanding(inOrder, 0, middle), timeByStanding(inOrder, middle, 100)];
        for (const standing of STANDINGS) expect(left[standing] + right[standing]).toBe(whole[standing]);
        expect(STANDINGS.reduce((sum, standing) => sum + whole[standing], 0)).toBe(100);
      }),
    );
  });

  it('is a gap only as far as somebody looked', () => {
    const time = { covered: 36_000_000, fragile: 0, dark: 24_000_000, uncovered: 0, unwatched: 6_000_000 };
    expect(gapMinutes(time)).toEqual({
      dark: 400,
      uncovered: 0,
      total: 400,
      watched: 1_000,
      unwatched: 100,
      gapShare: 0.4,
      darkShare: 0.4,
    });
    expect(gapMinutes({ ...NONE, unwatched: 60_000 })).toMatchObject({ gapShare: null, darkShare: null });
  });
});
