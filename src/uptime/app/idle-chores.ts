import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { Log } from '../../platform/logging/log.js';
import { DailyChores } from './daily-chores.js';

/** A step of the chores at a time, beside everything else: nothing waits for them. */
@Injectable()
export class IdleChores {
  private underWay: Promise<void> | null = null;

  constructor(
    @Inject(DailyChores) private readonly chores: DailyChores,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Nothing while a step is under way. */
  begin(now: Instant): void {
    this.underWay ??= this.chores
      .step(now)
      .catch((cause: unknown) => this.log.error({ err: cause }, 'days could not be counted; trying again'))
      .finally(() => {
        this.underWay = null;
      });
  }

  async done(): Promise<void> {
    await this.underWay;
  }
}
