import { Inject, Injectable } from '@nestjs/common';
import { type Instant, MINUTE_MS } from '../../kernel/instant.js';
import { Log } from '../../platform/logging/log.js';
import { AccessStore } from '../store/access.store.js';

/** No finer than this, so that a busy program writes a row a minute and not one a request. */
export const TOUCH_EVERY_MS = MINUTE_MS;

/** Notes when a session or token was used last. Nobody waits for it: a long import holds the database up. */
@Injectable()
export class Touches {
  constructor(
    @Inject(AccessStore) private readonly store: AccessStore,
    @Inject(Log) private readonly log: Log,
  ) {}

  session(hash: string, before: Instant, now: Instant): void {
    if (now - before >= TOUCH_EVERY_MS) this.inBackground(this.store.touchSession(hash, now));
  }

  token(id: string, before: Instant | null, now: Instant): void {
    if (before === null || now - before >= TOUCH_EVERY_MS)
      this.inBackground(this.store.tokens.update(id, { usedAt: now }));
  }

  private inBackground(write: Promise<unknown>): void {
    write.catch((cause: unknown) => this.log.warn({ err: cause }, 'the last use of a login was not noted'));
  }
}
