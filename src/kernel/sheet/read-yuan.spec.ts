import * as fc from 'fast-check';
import { formatYuan } from '../money.js';
import { readYuan } from './read-yuan.js';

const BOUNDS = { least: 1, most: 100_000_000_000 };

describe('a figure in yuan', () => {
  it.each([
    ['142,697元', 14_269_700],
    ['￥142697.00', 14_269_700],
    ['¥142,697.1', 14_269_710],
    ['人民币 142697 元整', 14_269_700],
    ['１４２６９７．５０', 14_269_750],
    ['142697.', 14_269_700],
    ['3036.1100', 303_611],
    [' 0.01 ', 1],
    [142_697.1, 14_269_710],
    [0.1 + 0.2, 30],
    [142_697.17 - 0.000_000_000_03, 14_269_717],
    [999_999_999.99, 99_999_999_999],
  ])('is read from %p as %d fen', (cell, amount) => {
    expect(readYuan(cell, BOUNDS)).toEqual({ ok: true, value: amount });
  });

  it.each([
    ['14.27万', 'rounded-amount'],
    ['1千元', 'rounded-amount'],
    ['142697.005', 'more-than-fen'],
    [0.125, 'more-than-fen'],
    ['1.42697E+05', 'no-amount'],
    [1e21, 'no-amount'],
    ['1,42,697', 'no-amount'],
    ['五百', 'rounded-amount'],
    ['见附件', 'no-amount'],
    ['0', 'amount-out-of-range'],
    ['-5', 'amount-out-of-range'],
    ['1000000000.01', 'amount-out-of-range'],
  ])('is refused where it is %p: %s', (cell, code) => {
    expect(readYuan(cell, BOUNDS)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('is the same fen as text and as a number of Excel', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: BOUNDS.most }), (amount) => {
        const text = formatYuan(amount as never);
        const digits = text.replaceAll(',', '');
        expect(readYuan(text, BOUNDS)).toEqual({ ok: true, value: amount });
        expect(readYuan(Number(digits), BOUNDS)).toEqual({ ok: true, value: amount });
      }),
    );
  });
});
