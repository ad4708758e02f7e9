import { HOUR_MS, MINUTE_MS } from '../../kernel/instant.js';
import { type Attempts, waitMs, withAttempt } from './login-throttle.js';

const NOW = Date.UTC(2026, 0, 1);
const after = (count: number, lastAt = NOW): Attempts => ({ count, lastAt });

describe('waitMs', () => {
  it.each([
    ['nothing before', undefined, 0],
    ['4 attempts', after(4), 0],
    ['5 attempts', after(5), 2_000],
    ['6 attempts', after(6), 4_000],
    ['8 attempts', after(8), 16_000],
    ['20 attempts', after(20), 15 * MINUTE_MS],
    ['a million attempts', after(1_000_000), 15 * MINUTE_MS],
    ['6 attempts, 3 s ago', after(6, NOW - 3_000), 1_000],
    ['6 attempts, 4 s ago', after(6, NOW - 4_000), 0],
    ['20 attempts, an hour ago', after(20, NOW - HOUR_MS), 0],
    ['6 attempts, before the clock was set back a day', after(6, NOW + 24 * HOUR_MS), 4_000],
  ])('after %s', (_, attempts, wait) => {
    expect(waitMs(attempts, 5, NOW)).toBe(wait);
  });
});

describe('withAttempt', () => {
  it('counts up', () => {
    expect(withAttempt(after(2, NOW - 1), NOW)).toEqual(after(3));
  });

  it('begins anew where nothing is remembered', () => {
    expect(withAttempt(undefined, NOW)).toEqual(after(1));
    expect(withAttempt(after(9, NOW - HOUR_MS), NOW)).toEqual(after(1));
  });
});
