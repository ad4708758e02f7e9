import { describe, expect, it } from 'vitest';
import type { Warranty } from '../answers.ts';
import { byMonth } from './by-month.ts';

const warranty = (endsOn: string, lineId: string, more: Partial<Warranty> = {}) =>
  ({ endsOn, lineId, units: 1, isOffline: false, ...more }) as Warranty;

describe('ends of warranties', () => {
  it('stand by month, the units of one line together', () => {
    const months = byMonth([
      warranty('2027-03-01', 'a'),
      warranty('2027-03-01', 'a', { isOffline: true }),
      warranty('2027-03-01', 'a', { units: 3 }),
      warranty('2027-03-20', 'b'),
      warranty('2027-04-01', 'a'),
    ]);
    expect(months).toMatchObject([
      {
        month: '2027-03',
        units: 6,
        ends: [
          { lineId: 'a', units: 5, offline: 1 },
          { lineId: 'b', units: 1 },
        ],
      },
      { month: '2027-04', units: 1, ends: [{ lineId: 'a', units: 1, offline: 0 }] },
    ]);
  });

  it('are none where nothing has a warranty', () => {
    expect(byMonth([])).toEqual([]);
  });
});
