import { encodeHead, MAX_BODY_BYTES, MessageReader } from './message.js';

const message = (header: unknown, body: string): Buffer =>
  Buffer.concat([encodeHead(header, Buffer.byteLength(body)), Buffer.from(body)]);

describe('MessageReader', () => {
  const three = Buffer.concat([
    message({ n: 1 }, 'first'),
    message({ n: 2 }, ''),
    message({ 字: '三' }, 'third'),
  ]);

  it.each([1, 2, 7, 8, 9, 19, 1_000])('puts messages together from pieces of %i bytes', (size) => {
    const reader = new MessageReader();
    const messages = [];
    for (let at = 0; at < three.length; at += size)
      messages.push(...reader.push(three.subarray(at, at + size)));

    expect(messages.map(({ header, body }) => [header, body.toString()])).toEqual([
      [{ n: 1 }, 'first'],
      [{ n: 2 }, ''],
      [{ 字: '三' }, 'third'],
    ]);
  });

  it('refuses lengths beyond all reason', () => {
    const prefix = encodeHead({}, MAX_BODY_BYTES + 1);

    expect(() => new MessageReader().push(prefix)).toThrow('is refused');
  });
});
