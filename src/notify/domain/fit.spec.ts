import { array, assert, integer, property, string } from 'fast-check';
import { bytesOf, fitParts } from './fit.js';

const join = (parts: readonly string[], leftOut: number): string =>
  [...parts, ...(leftOut > 0 ? [`+${leftOut}`] : [])].join('\n');
const fit = (parts: readonly string[], maxBytes: number): string =>
  fitParts(parts.length, (index) => parts[index]!, { assemble: join, sizeOf: bytesOf, maxBytes });

describe('a text that must fit', () => {
  it.each([
    ['everything', ['一', '二'], 7, '一\n二'],
    ['the first parts and how many there are more', ['一', '二', '三', '四'], 10, '一\n二\n+2'],
    ['one part only', ['一', '二', '三'], 8, '一\n+2'],
    ['the beginning of the first part', ['一二三四五', '二'], 12, '一二…\n+1'],
    ['no half of a character that two make', ['👩‍👩‍👧 家 门口', '二'], 24, '👩‍👩‍👧…\n+1'],
    ['nothing but a sign that something was cut', ['👩‍👩‍👧', '二'], 7, '…\n+1'],
    ['nothing where there is nothing', [], 3, ''],
  ])('holds %s', (_case, parts, max, text) => {
    expect(fit(parts, max)).toBe(text);
  });

  it('never is longer than it may be, and leaves out no more than it must', () => {
    const parts = array(string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { minLength: 1 });
    assert(
      property(parts, integer({ min: 12, max: 200 }), (some, max) => {
        const text = fit(some, max);
        const leftOut = /\n\+(\d+)$/.exec(text);
        const count = some.length - Number(leftOut?.[1] ?? 0);
        const isFull =
          count === some.length || bytesOf(join(some.slice(0, count + 1), some.length - count - 1)) > max;
        expect([bytesOf(text) <= max, !/\p{Cs}/u.test(text), isFull]).toEqual([true, true, true]);
      }),
    );
  });
});
