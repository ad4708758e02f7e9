import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fenOf, typedYuan } from './fen.ts';

describe('yuan as people type them', () => {
  it.each([
    ['3500', 350_000],
    ['3,500.5', 350_050],
    [' 0.07 元', 7],
    ['1.', 100],
    ['0', 0],
  ])('%j are so many fen', (typed, fen) => expect(fenOf(typed)).toBe(fen));

  it.each(['', 'x', '-1', '1.234', '1e3', '99999999999'])('%j is none', (typed) =>
    expect(fenOf(typed)).toBeNull(),
  );

  it('come back from a field as they were, to the fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (fen) =>
        expect(fenOf(typedYuan(fen))).toBe(fen),
      ),
    );
  });
});
