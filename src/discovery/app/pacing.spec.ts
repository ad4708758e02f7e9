import { setMaxListeners } from 'node:events';
import { inParallel } from './in-parallel.js';
import { Pacer } from './pacer.js';

const never = new AbortController().signal;
// Dozens wait for it at once.
setMaxListeners(Infinity, never);

describe('Pacer', () => {
  it('lets so many pass in a second and no more, also when all come at once', async () => {
    const pacer = new Pacer(200);
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 41 }, () => pacer.turn(never)));
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeGreaterThan(170);
    expect(tookMs).toBeLessThan(1_000);
  });

  it('catches up after a stall by a few milliseconds only', async () => {
    let nowMs = 0;
    const pacer = new Pacer(100, () => nowMs);
    await pacer.turn(never);
    nowMs = 60_000;
    let passed = 0;
    for (let n = 0; n < 10; n += 1) void pacer.turn(never).then(() => (passed += 1));
    await new Promise((resolve) => setImmediate(resolve));
    expect(passed).toBe(3);
  });

  it('stops waiting with the reason that it is given', async () => {
    const stop = new AbortController();
    const pacer = new Pacer(0.001);
    await pacer.turn(stop.signal);
    const waiting = pacer.turn(stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});

describe('inParallel', () => {
  it('works on so many at once, in order', async () => {
    let [now, most] = [0, 0];
    const begun: number[] = [];
    await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      begun.push(item);
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
    });
    expect([most, begun]).toEqual([3, [1, 2, 3, 4, 5, 6, 7]]);
  });

  it('begins nothing more after a failure, and waits for what has begun', async () => {
    const done: number[] = [];
    const working = inParallel([1, 2, 3, 4, 5, 6], 2, async (item) => {
      if (item === 2) throw new Error('broken');
      await new Promise((resolve) => setImmediate(resolve));
      done.push(item);
    });
    await expect(working).rejects.toThrow('broken');
    expect(done).toEqual([1]);
  });
});
