import { type Change, contradiction, tally, timeIn, without } from './compare.js';

const at = (...changes: readonly (readonly [number, string])[]): Change[] =>
  changes.map(([atMs, state]) => ({ atMs, state }));

describe('the time without disturbances', () => {
  it('is what lies before, between and after them', () => {
    expect(
      without(
        [0, 100],
        [
          [10, 20],
          [50, 60],
        ],
      ),
    ).toEqual([
      [0, 10],
      [20, 50],
      [60, 100],
    ]);
  });

  it('has no piece where one follows upon the other, or lasts to the end', () => {
    expect(
      without(
        [0, 100],
        [
          [10, 20],
          [20, 120],
        ],
      ),
    ).toEqual([[0, 10]]);
  });
});

describe('the time in a state', () => {
  const history = at([0, 'online'], [30, 'unknown'], [50, 'online'], [90, 'unknown']);

  it('is summed over the pieces that are asked for, and those alone', () => {
    expect(timeIn(history, 'unknown', [[0, 100]])).toBe(30);
    expect(
      timeIn(history, 'unknown', [
        [0, 40],
        [95, 100],
      ]),
    ).toBe(15);
    expect(timeIn(history, 'online', [[10, 40]])).toBe(20);
  });
});

describe('a contradiction of two histories', () => {
  const up = at([0, 'online']);

  it('is the time that one has as up and the other as down, beyond what they may be apart', () => {
    const down = at([0, 'online'], [40, 'offline'], [70, 'online']);
    expect(contradiction([up, down], [[0, 100]], 9)).toBe(21);
    expect(contradiction([down, up], [[0, 100]], 30)).toBe(0);
  });

  it('is none where either did not see', () => {
    expect(contradiction([up, at([0, 'unknown'])], [[0, 100]], 0)).toBe(0);
    expect(contradiction([at([0, 'offline']), at([0, 'unknown'])], [[0, 100]], 0)).toBe(0);
  });

  it('is one stretch where a fault changes in its midst, and begins anew in each piece', () => {
    const down = at([0, 'offline'], [50, 'offline']);
    expect(contradiction([up, down], [[0, 100]], 60)).toBe(40);
    expect(
      contradiction(
        [up, down],
        [
          [0, 50],
          [60, 100],
        ],
        45,
      ),
    ).toBe(5);
  });

  it('takes an impaired camera for one that is up', () => {
    expect(contradiction([up, at([0, 'impaired'])], [[0, 100]], 0)).toBe(0);
  });
});

describe('a tally', () => {
  it('counts each name, in order', () => {
    expect(JSON.stringify(tally(['B', 'A', 'B']))).toBe('{"A":1,"B":2}');
  });
});
