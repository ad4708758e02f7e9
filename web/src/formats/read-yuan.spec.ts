import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { plainYuan, readPrice, readYuan } from './read-yuan.ts';

describe('yuan as people type them', () => {
  it.each([
    ['3500', 350_000],
    ['3,500.5', 350_050],
    [' 0.07 元', 7],
    ['￥１２', 1_200],
  ])('%j are so many fen', (typed, fen) => {
    expect(readYuan(typed)).toBe(fen);
    expect(readPrice(typed)).toBe(fen);
  });

  it.each(['', 'x', '-1', '1.234', '1e3', '99999999999'])('%j is none', (typed) => {
    expect(readYuan(typed)).toBeNull();
    expect(readPrice(typed)).toBeNull();
  });

  it.each(['0', '0.00', ' 0 元'])('%j is a price, and no amount', (typed) => {
    expect(readYuan(typed)).toBeNull();
    expect(readPrice(typed)).toBe(0);
  });

  it('come back from a field as they were, to the fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (fen) => {
        expect(readPrice(plainYuan(fen))).toBe(fen);
      }),
    );
  });
});
