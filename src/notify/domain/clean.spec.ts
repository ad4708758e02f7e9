import { sampleNotice as sample } from '../testing/sample-notice.js';
import { cleanNotice, cleanText } from './clean.js';

describe('what may be stored and sent', () => {
  it.each([
    ['keeps names as they are', '村口👩‍👩‍👧枪机', 20, '村口👩‍👩‍👧枪机'],
    ['makes one line of several', 'a\r\nBcc: b\u0000', 20, 'a Bcc: b'],
    ['mends half a character', 'a\uD800b', 20, 'a\uFFFDb'],
    ['is cut, and not within a character', 'ab😀', 3, 'ab'],
  ])('%s', (_case, text, max, clean) => {
    expect(cleanText(text, max)).toBe(clean);
  });

  it('is at most fifty lines', () => {
    const lines = Array.from({ length: 99 }, () => ({ zh: '行'.repeat(999), en: '' }));
    const clean = cleanNotice(sample({ lines }));
    expect([clean.lines.length, clean.lines[0]!.zh.length]).toEqual([50, 500]);
  });
});
