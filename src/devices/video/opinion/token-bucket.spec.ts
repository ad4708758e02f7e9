import { TokenBucket } from './token-bucket.js';

describe('TokenBucket', () => {
  it('gives a minute’s worth at once and then at its rate', () => {
    let now = 1_000;
    const bucket = new TokenBucket(3, () => now);
    const takes = (): boolean[] => [bucket.take(), bucket.take(), bucket.take(), bucket.take()];

    expect(takes()).toEqual([true, true, true, false]);
    now += 19_999;
    expect(bucket.take()).toBe(false);
    now += 1;
    expect([bucket.take(), bucket.take()]).toEqual([true, false]);
    now += 3_600_000;
    expect(takes()).toEqual([true, true, true, false]);
  });

  it('gives nothing when nothing is allowed', () => {
    expect(new TokenBucket(0, () => 0).take()).toBe(false);
  });
});
