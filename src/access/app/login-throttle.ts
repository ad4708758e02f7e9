import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { type Attempts, isForgotten, waitMs, withAttempt } from '../domain/login-throttle.js';

/** So many accounts and addresses are remembered; an attacker with more of them meets the other limit. */
const MAX_REMEMBERED = 20_000;

/**
 * Slows down who tries passwords, by account and by address. Names that are no account count like those that are, so
 * that the answer says nothing about them. Kept in memory: a restart forgives.
 */
@Injectable()
export class LoginThrottle {
  private readonly accounts = new Map<string, Attempts>();
  private readonly addresses = new Map<string, Attempts>();

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
  ) {}

  /**
   * Counts an attempt before its password is looked at, so that a hundred at once are no way around. Refuses it where
   * the account or the address has to wait.
   */
  begin(account: string, address: string): void {
    const now = this.clock.now();
    const { attemptsByAccount, attemptsByAddress } = this.config.access;
    const pauseMs = Math.max(
      waitMs(this.accounts.get(account), attemptsByAccount, now),
      waitMs(this.addresses.get(address), attemptsByAddress, now),
    );
    if (pauseMs > 0) throw tooMany(Math.ceil(pauseMs / 1_000));
    this.count(this.accounts, account);
    this.count(this.addresses, address);
  }

  /** The password was right. The address keeps what it did to other accounts, less this one attempt. */
  succeeded(account: string, address: string): void {
    this.accounts.delete(account);
    const before = this.addresses.get(address);
    if (before !== undefined) this.addresses.set(address, { ...before, count: before.count - 1 });
  }

  private count(book: Map<string, Attempts>, key: string): void {
    const now = this.clock.now();
    const attempts = withAttempt(book.get(key), now);
    // A map keeps the order of entry: the one that was quiet the longest is the first.
    book.delete(key);
    book.set(key, attempts);
    for (const [other, standing] of book) {
      if (book.size <= MAX_REMEMBERED && !isForgotten(standing, now)) break;
      book.delete(other);
    }
  }
}

function tooMany(retryAfterS: number): DomainError {
  const message = `Too many attempts; try again in ${retryAfterS} s.`;
  return new DomainError('throttled', 'too-many-attempts', message, [], { retryAfterS });
}
