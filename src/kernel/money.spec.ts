import { array, assert, integer, property } from 'fast-check';
import {
  digitsOf,
  type Fen,
  fen,
  formatYuan,
  MAX_FEN,
  minus,
  negated,
  parseYuan,
  plus,
  split,
  times,
  total,
} from './money.js';

const amounts = integer({ min: -MAX_FEN, max: MAX_FEN }).map(fen);
const smaller = integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(fen);
const weights = array(integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 12 }).filter(
  (list) => list.some((weight) => weight > 0),
);

describe('money', () => {
  it.each([0.1, 1e-7, Number.NaN, Infinity, MAX_FEN + 1, -MAX_FEN - 1])('is never %d fen', (amount) => {
    expect(() => fen(amount)).toThrow(RangeError);
  });

  it('is added, taken away and multiplied to the fen, or not at all', () => {
    expect(Object.is(negated(fen(0)), 0)).toBe(true);
    expect(times(fen(303_610), 47)).toBe(14_269_670);
    expect(() => plus(fen(MAX_FEN), fen(1))).toThrow(RangeError);
    expect(() => times(fen(MAX_FEN), 2)).toThrow(RangeError);
    expect(() => times(fen(1), 0.5)).toThrow(RangeError);
    assert(
      property(smaller, smaller, (a, b) => {
        expect(minus(plus(a, b), b)).toBe(a);
        expect(total([a, b, negated(a)])).toBe(b);
      }),
    );
  });

  it.each<[string, number | null]>([
    ['0', 0],
    ['0.05', 5],
    ['142,697', 14_269_700],
    ['142697.5', 14_269_750],
    ['¥12,345.67', 1_234_567],
    ['￥1元', 100],
    [' 7 ', 700],
    ['-1,000.01', -100_001],
    ['007', 700],
    ['999,999,999,999.99', MAX_FEN],
    ['1,000,000,000,000', null],
    ['99999999999999999999999', null],
    ['1.005', null],
    ['1.', null],
    ['.5', null],
    ['1,00', null],
    ['1,0000', null],
    ['12,34.00', null],
    ['1e3', null],
    ['１２', null],
    ['+1', null],
    ['1 000', null],
    ['', null],
    ['元', null],
  ])('reads %j as %p fen', (text, expected) => {
    expect(parseYuan(text)).toBe(expected);
  });

  it.each<[number, string]>([
    [0, '0.00'],
    [5, '0.05'],
    [-5, '-0.05'],
    [100, '1.00'],
    [14_269_700, '142,697.00'],
    [-123_456_789, '-1,234,567.89'],
    [MAX_FEN, '999,999,999,999.99'],
  ])('shows %d fen as %s', (amount, text) => {
    expect(formatYuan(fen(amount))).toBe(text);
  });

  it('comes back from what is shown', () => {
    assert(
      property(amounts, (amount) => {
        expect(parseYuan(formatYuan(amount))).toBe(amount);
      }),
    );
  });

  it('has digits that are the amount', () => {
    assert(
      property(amounts, (amount) => {
        expect(Number(digitsOf(amount).join(''))).toBe(Math.abs(amount));
      }),
    );
  });
});

describe('a split', () => {
  it.each<[number, readonly number[], readonly number[]]>([
    [100, [1, 1, 1], [34, 33, 33]],
    [200, [1, 1, 1], [67, 67, 66]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [1, [1, 1], [1, 0]],
    [10, [0, 1], [0, 10]],
    [5, [3, 3, 4], [2, 1, 2]],
    [0, [1, 2], [0, 0]],
    [MAX_FEN, [1_000_000_000, 1_000_000_000], [50_000_000_000_000, 49_999_999_999_999]],
  ])('of %d by %j is %j', (amount, by, expected) => {
    expect(split(fen(amount), by)).toEqual(expected);
  });

  it.each([[[]], [[0, 0]], [[-1, 2]], [[0.5, 1]]])('by %j is none', (by) => {
    expect(() => split(fen(100), by)).toThrow(RangeError);
  });

  it('adds up to the fen, gives nothing to a weight of zero, and is less than a fen off', () => {
    assert(
      property(amounts, weights, (amount: Fen, by) => {
        const shares = split(amount, by);
        expect(total(shares)).toBe(amount);
        const sum = by.reduce((sofar, weight) => sofar + BigInt(weight), 0n);
        for (const [index, share] of shares.entries()) {
          const off = BigInt(share) * sum - BigInt(amount) * BigInt(by[index]!);
          expect(off < sum && off > -sum).toBe(true);
          expect(share === 0 || by[index]! > 0).toBe(true);
        }
      }),
    );
  });
});
