import { array, assert, nat, property, record } from 'fast-check';
import { allowedFrom, RATE_LIMITS } from './rate.js';

const TWENTY = RATE_LIMITS.dingtalk;

describe('a rate', () => {
  it.each([
    ['nothing was sent', [], -Infinity],
    ['nineteen were', Array.from({ length: 19 }, () => 1_000), -Infinity],
    ['twenty were', Array.from({ length: 20 }, (_, index) => 1_000 + index), 61_000],
    [
      'thirty were, the oldest last',
      Array.from({ length: 30 }, (_, index) => 1_000 - index),
      1_000 - 19 + 60_000,
    ],
  ])('of twenty a minute, when %s', (_case, endedAt, allowed) => {
    expect(allowedFrom(endedAt, TWENTY)).toBe(allowed);
  });

  it('of several limits waits for the last of them', () => {
    expect(allowedFrom([0, 100, 200, 300, 400], RATE_LIMITS.feishu)).toBe(1_000);
    expect(
      allowedFrom(
        Array.from({ length: 100 }, (_, index) => index * 500),
        RATE_LIMITS.feishu,
      ),
    ).toBe(60_000);
  });

  it('is kept at the receiver however long messages travel', () => {
    assert(
      property(
        array(record({ pause: nat(200), travel: nat(2_000) }), { minLength: 30, maxLength: 80 }),
        (trips) => {
          const [endedAt, receivedAt]: [number[], number[]] = [[], []];
          let now = 0;
          for (const { pause, travel } of trips) {
            now = Math.max(now + pause, allowedFrom(endedAt, TWENTY));
            receivedAt.push(now + travel);
            now += travel + 1;
            endedAt.push(now);
          }
          const worst = receivedAt.map(
            (at) => receivedAt.filter((other) => other >= at && other < at + 60_000).length,
          );
          expect(Math.max(0, ...worst)).toBeLessThanOrEqual(20);
        },
      ),
    );
  });
});
