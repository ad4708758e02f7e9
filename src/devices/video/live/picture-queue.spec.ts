import type { LivePicture } from '../../rtsp/live/live-picture.js';
import { PictureQueue } from './picture-queue.js';

const picture = (time: number, isKey: boolean, size = 10): LivePicture => ({
  codec: 'h264',
  bytes: Buffer.alloc(size),
  parameters: Buffer.alloc(0),
  isKey,
  time,
});

function times(queue: PictureQueue): number[] {
  const found: number[] = [];
  for (let next = queue.take(); next !== null; next = queue.take()) found.push(next.time);
  return found;
}

describe('PictureQueue', () => {
  it('gives pictures in their order', () => {
    const queue = new PictureQueue();
    queue.push(picture(0, true));
    queue.push(picture(1, false));
    expect(times(queue)).toEqual([0, 1]);
  });

  it('drops what waits when it is full, and goes on with the next key picture', () => {
    const queue = new PictureQueue();
    for (let time = 0; time < 103; time += 1) queue.push(picture(time, time === 0));
    queue.push(picture(103, true));
    queue.push(picture(104, false));
    expect(times(queue)).toEqual([103, 104]);
  });

  it('counts bytes, too', () => {
    const queue = new PictureQueue();
    for (let time = 0; time < 4; time += 1) queue.push(picture(time, time === 0, 5 * 1024 * 1024));
    expect(times(queue)).toEqual([]);
  });

  it('skips to a key picture that waits already, else to the next that comes', () => {
    const queue = new PictureQueue();
    for (const [time, isKey] of [
      [0, false],
      [1, true],
      [2, false],
    ] as const)
      queue.push(picture(time, isKey));
    queue.skipToKey();
    expect(times(queue)).toEqual([1, 2]);
    queue.skipToKey();
    queue.push(picture(3, false));
    queue.push(picture(4, true));
    expect(times(queue)).toEqual([4]);
  });
});
