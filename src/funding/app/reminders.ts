import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { act, type Deed } from '../domain/act.js';
import { remindersDue } from '../domain/due.js';
import type { Purchase } from '../domain/purchase.js';
import { stepOf } from '../domain/step.js';
import { PurchaseFinder } from '../store/purchase-finder.js';
import { PurchaseStore, type Step } from '../store/purchase.store.js';
import { Hand } from './hand.js';

/** Reminds of steps that should have been taken by now. */
@Injectable()
export class Reminders {
  constructor(
    @Inject(PurchaseFinder) private readonly finder: PurchaseFinder,
    @Inject(PurchaseStore) private readonly store: PurchaseStore,
    @Inject(Hand) private readonly hand: Hand,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'funding'>,
  ) {}

  /** What was read a moment ago may have changed since: it is weighed again before anything is written. */
  async round(): Promise<void> {
    const late = await this.finder.overdue(this.clock.now());
    for (const { id } of late.filter((purchase) => this.due(purchase) !== null))
      await this.store.change(id, (purchase) => this.reminded(purchase));
  }

  private reminded(before: Purchase): Step | null {
    const reminders = this.due(before);
    if (reminders === null) return null;
    const deed: Deed = { action: 'remind', reminders };
    const purchase = act(before, deed, this.hand.doer(), this.hand.occasion());
    return { purchase, step: stepOf(before, purchase.state, deed, this.hand.stepMark()) };
  }

  private due(purchase: Purchase): number | null {
    const { remindEveryDays, reminders } = this.config.funding;
    const policy = { everyMs: remindEveryDays * DAY_MS, most: reminders };
    return remindersDue(purchase, this.clock.now(), policy);
  }
}
