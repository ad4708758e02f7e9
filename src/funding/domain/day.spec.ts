import { dayOf, daysBetween, plusDays } from './day.js';

describe('a day of the town', () => {
  it('begins at its own midnight', () => {
    expect(dayOf(Date.UTC(2026, 0, 1, 15, 59, 59), 'Asia/Shanghai')).toBe('2026-01-01');
    expect(dayOf(Date.UTC(2026, 0, 1, 16), 'Asia/Shanghai')).toBe('2026-01-02');
  });

  it('is counted over months and leap days', () => {
    expect(plusDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(plusDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-01-01', '2025-12-31')).toBe(-1);
  });
});
