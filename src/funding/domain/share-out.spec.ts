import { array, assert, integer, property } from 'fast-check';
import { DomainError } from '../../kernel/domain-error.js';
import { fen, total } from '../../kernel/money.js';
import { type AskedShare, sharesOf } from './share-out.js';

const inFen = (awardId: string, amount: number): AskedShare => ({
  awardId,
  amountFen: fen(amount),
  parts: null,
});
const inParts = (awardId: string, parts: number): AskedShare => ({ awardId, amountFen: null, parts });

function refusalOf(whole: number, asked: readonly AskedShare[]): string {
  try {
    sharesOf(fen(whole), asked);
    return 'none';
  } catch (cause) {
    return (cause as DomainError).message;
  }
}

describe('shares of a purchase', () => {
  it('are the amounts that are asked, when they add up', () => {
    expect(sharesOf(fen(100), [inFen('a', 60), inFen('b', 40)])).toEqual([
      { awardId: 'a', amountFen: 60 },
      { awardId: 'b', amountFen: 40 },
    ]);
  });

  it('are parts of the whole to the fen', () => {
    expect(sharesOf(fen(100), [inParts('a', 1), inParts('b', 2)])).toEqual([
      { awardId: 'a', amountFen: 33 },
      { awardId: 'b', amountFen: 67 },
    ]);
    const parts = array(integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 20 });
    assert(
      property(integer({ min: 100_000, max: 10_000_000 }), parts, (whole, weights) => {
        const asked = weights.map((weight, index) => inParts(`a${index}`, weight));
        expect(total(sharesOf(fen(whole), asked).map(({ amountFen }) => amountFen))).toBe(whole);
      }),
    );
  });

  it.each<[number, readonly AskedShare[], string]>([
    [
      100,
      [inFen('a', 60), inFen('b', 39)],
      'funding: the shares are 0.99 yuan together, and the lines 1.00; make them the same to the fen',
    ],
    [100, [inFen('a', 60), inFen('a', 40)], 'funding: name each source once'],
    [100, [inFen('a', 60), inParts('b', 1)], 'funding: give every share an amount, or every share its parts'],
    [1, [inParts('a', 1), inParts('b', 1)], 'funding: a share comes to nothing; leave its source out'],
  ])('of %d as %j are refused: %s', (whole, asked, message) => {
    expect(refusalOf(whole, asked)).toBe(message);
  });
});
