import { EventStream } from './event-stream.js';

describe('EventStream', () => {
  it('hands on what it is told, and says why it ends', async () => {
    const stream = new EventStream(1_000);
    stream.tell(Buffer.from('one\n\n'));
    stream.end('signed-out');

    const text = (await stream.toArray()).join('');

    expect(text).toContain('one\n\nevent: end\ndata: {"reason":"signed-out"');
  });

  it('takes one telling of any size, and cuts off whoever has not read it by the next', () => {
    const stream = new EventStream(1_000);
    stream.tell(Buffer.alloc(50_000));
    expect(stream.destroyed).toBe(false);

    stream.tell(Buffer.from('more'));

    expect(stream.destroyed).toBe(true);
  });

  it('takes no harm from being told after it was cut off', () => {
    const stream = new EventStream(1_000);
    stream.destroy();

    expect(() => {
      stream.tell(Buffer.from('late'));
      stream.end('service-stops');
    }).not.toThrow();
  });
});
