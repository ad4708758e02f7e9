export interface RetryRules {
  readonly firstRetryS: number;
  readonly maxRetryS: number;
}

/**
 * How long to wait after the `attempts`-th attempt failed: doubled each time up to the limit, of which `chance`
 * (0…1) takes up to a half away, so that channels that failed together do not come back together. First 5 s, limit
 * 600 s: after the third attempt 10…20 s.
 */
export function retryDelayMs(attempts: number, chance: number, rules: RetryRules): number {
  const wholeS = Math.min(rules.maxRetryS, rules.firstRetryS * 2 ** Math.min(attempts - 1, 30));
  return Math.round(wholeS * 1_000 * (1 - chance / 2));
}
