import * as fc from 'fast-check';
import { MINUTE_MS } from '../../kernel/instant.js';
import { agreed, type Agreement, aheadByMs, type TakenJob } from './prober-clock.js';

describe("a prober's clock", () => {
  it.each([
    [
      'right, with messages that take their time',
      { postedAt: 0, takenAt: 40, sentAt: 900, arrivedAt: 1_000 },
      0,
    ],
    ['ahead', { postedAt: 0, takenAt: 300_050, sentAt: 300_900, arrivedAt: 1_000 }, 299_975],
    ['behind', { postedAt: 300_000, takenAt: 50, sentAt: 900, arrivedAt: 301_000 }, -300_025],
  ])('that is %s', (_name, passage, expected) => {
    expect(aheadByMs(passage)).toBe(expected);
  });

  it('is known to half of what the messages took, however far it is off', () => {
    const took = fc.integer({ min: 0, max: MINUTE_MS });
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), took, took, took, (ahead, there, work, back) => {
        const takenAt = 1e12 + there + ahead;
        const passage = {
          postedAt: 1e12,
          takenAt,
          sentAt: takenAt + work,
          arrivedAt: 1e12 + there + work + back,
        };
        const error = Math.abs(aheadByMs(passage) - ahead);
        expect(error).toBeLessThanOrEqual(Math.max(there, back) + 1);
      }),
    );
  });

  const job = (postedAt: number, takenAt: number, nowMs = 0): TakenJob => {
    return { postedAt, takenAt, staysMs: MINUTE_MS, nowMs };
  };

  it.each([
    ['is right where the first job of all came as it may', null, job(0, 59_000), 0],
    ['is off where the first would come from the future', null, job(300_000, 40), -299_960],
    ['is off where the first would be older than jobs get', null, job(0, 300_000), 300_000],
    ['stays as it is while jobs come as they may', 0, job(0, 59_000), 0],
    ['is better known by a quicker job', -299_960, job(400_000, 100_020), -299_980],
    ['is not worse known by a slower job', -299_980, job(400_000, 110_000), -299_980],
  ])('%s', (_name, aheadMs, taken, expected) => {
    const before = aheadMs === null ? null : { aheadMs, doubtedMs: null };
    expect(agreed(before, taken)).toEqual({ aheadMs: expected, doubtedMs: null });
  });

  it.each([
    ['was set ahead', 0, (at: number) => job(at, at + 300_000, at), 300_000],
    ['was set right again', -299_980, (at: number) => job(at, at + 20, at), 0],
  ])('%s when all jobs of five seconds say so', (_name, aheadMs, taken, expected) => {
    const seen = [1_000, 3_000, 5_900, 6_000].reduce<Agreement[]>(
      (all, at) => [...all, agreed(all.at(-1) ?? { aheadMs, doubtedMs: null }, taken(at))],
      [],
    );
    expect(seen.map((one) => one.aheadMs)).toEqual([aheadMs, aheadMs, aheadMs, expected]);
  });

  it('is right where a queue that hung hands out what it held back', () => {
    const taken = [0, 1_000, 20_000].map((postedAt) => job(postedAt, 90_000, 90_000));
    const after = [...taken, job(90_500, 90_520, 90_520), job(98_000, 98_020, 98_020)].reduce(agreed, {
      aheadMs: 0,
      doubtedMs: null,
    });
    expect(after).toEqual({ aheadMs: 0, doubtedMs: null });
  });
});
