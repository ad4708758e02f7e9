import * as fc from 'fast-check';
import { MINUTE_MS } from '../../kernel/instant.js';
import { agreedAheadMs, aheadByMs } from './prober-clock.js';

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

  it.each([
    ['stays as it is while jobs come as they may', 0, { postedAt: 0, takenAt: 59_000 }, 0],
    ['is off where a job would come from the future', 0, { postedAt: 300_000, takenAt: 40 }, -299_960],
    ['is off where a job would be older than jobs get', 0, { postedAt: 0, takenAt: 300_000 }, 300_000],
    ['is better known by a quicker job', -299_960, { postedAt: 400_000, takenAt: 100_020 }, -299_980],
    ['is not worse known by a slower job', -299_980, { postedAt: 400_000, takenAt: 110_000 }, -299_980],
    ['is right again after it was set', -299_980, { postedAt: 400_000, takenAt: 400_020 }, 0],
  ])('%s', (_name, before, passage, expected) => {
    expect(agreedAheadMs(before, { ...passage, staysMs: MINUTE_MS })).toBe(expected);
  });
});
