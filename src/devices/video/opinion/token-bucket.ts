import { MINUTE_MS } from '../../../kernel/instant.js';

/** At most `perMinute` at once, then as many a minute. */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(
    private readonly perMinute: number,
    private readonly now: () => number,
  ) {
    this.tokens = perMinute;
    this.filledAt = now();
  }

  take(): boolean {
    const now = this.now();
    const gained = ((now - this.filledAt) * this.perMinute) / MINUTE_MS;
    this.tokens = Math.min(this.perMinute, this.tokens + gained);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
