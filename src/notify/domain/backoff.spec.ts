import { retryDelayMs } from './backoff.js';

const RULES = { firstRetryS: 5, maxRetryS: 600 };

describe('the pause after a failure', () => {
  it.each([
    [1, 0, 5_000],
    [1, 1, 2_500],
    [2, 0, 10_000],
    [3, 0.5, 15_000],
    [7, 0, 320_000],
    [8, 0, 600_000],
    [8, 1, 300_000],
    [5_000, 0, 600_000],
  ])('number %i with the chance %d is %i ms', (attempts, chance, delayMs) => {
    expect(retryDelayMs(attempts, chance, RULES)).toBe(delayMs);
  });
});
