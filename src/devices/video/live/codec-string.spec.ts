import { codecString } from './codec-string.js';

describe('codecString', () => {
  it.each([
    ['h264', '0142c01e', 'avc1.42c01e'],
    ['h264', '0164001effe1', 'avc1.64001e'],
    // Main profile, main tier, level 2.1; the second is ISO/IEC 14496-15's own example.
    ['h265', '0101600000009000000000003f', 'hvc1.1.6.L63.90'],
    ['h265', '010160000000b000000000005d', 'hvc1.1.6.L93.B0'],
    ['h265', '0161000000000000000000007b', 'hvc1.A1.0.H123'],
  ] as const)('names %s %s', (codec, record, expected) => {
    expect(codecString(codec, Buffer.from(record, 'hex'))).toBe(expected);
  });

  it('names nothing of a record that is cut short', () => {
    expect(codecString('h264', Buffer.from('0142c0', 'hex'))).toBeNull();
    expect(codecString('h265', Buffer.from('0101600000', 'hex'))).toBeNull();
  });
});
