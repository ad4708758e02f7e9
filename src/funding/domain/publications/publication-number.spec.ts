import { publicationNumber, readPublicationNumber } from './publication-number.js';

describe('the number of a publication', () => {
  it('has four digits, and more where there are more', () => {
    expect([publicationNumber(2026, 7), publicationNumber(2026, 12_345)]).toEqual([
      'GS-2026-0007',
      'GS-2026-12345',
    ]);
  });

  it.each([
    'GS-2026-0007',
    'gs-2026-0007',
    ' GS - 2026 - 0007 ',
    'ＧＳ－２０２６－０００７',
    'GS—2026–0007',
    'GS20260007',
    '2026-0007',
    'gs-2026-7',
    'GS\u30002026\u30000007',
  ])('is read as people type it: %s', (typed) => {
    expect(readPublicationNumber(typed)).toBe('GS-2026-0007');
  });

  it.each([
    '',
    'GS',
    'GS-2026',
    'GS-2026-0000',
    'XX-2026-0007',
    'GS-26-0007',
    "GS-2026-0007'",
    '../GS-2026-0007',
    '9'.repeat(61),
  ])('is not read from %j', (typed) => {
    expect(readPublicationNumber(typed)).toBeNull();
  });
});
