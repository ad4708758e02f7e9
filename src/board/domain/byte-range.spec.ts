import { byteRange } from './byte-range.js';

describe('a part of a file of 100 bytes', () => {
  it.each([
    ['bytes=0-16383', { first: 0, last: 99 }],
    ['bytes=10-19', { first: 10, last: 19 }],
    ['bytes=90-', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['bytes=100-', 'outside'],
    ['bytes=100-200', 'outside'],
    ['bytes=-0', 'outside'],
    [undefined, null],
    ['bytes=-', null],
    ['bytes=20-10', null],
    ['bytes=0-1,5-6', null],
    ['lines=1-2', null],
  ] as const)('for %j is %j', (header, range) => expect(byteRange(header, 100)).toEqual(range));
});
