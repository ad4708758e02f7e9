import { Inject, Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Deed } from '../domain/act.js';
import { isConfirmed, isMendedButDown } from '../domain/confirm.js';
import { remindersDue } from '../domain/due.js';
import type { WorkOrder } from '../domain/order.js';
import { Ages } from './ages.js';
import { reminderPolicyOf } from './policies.js';
import { Sights } from './sights.js';

/** What probing and time alone ask to be done to an order: to close it, or to remind people of it. */
@Injectable()
export class OrderNeeds {
  /** Since it was said to be mended, or opened; by a wall clock that is set, an order would be closed or blamed early. */
  private readonly ages: Ages;

  constructor(
    @Inject(Sights) private readonly sights: Sights,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'dispatch'>,
  ) {
    this.ages = new Ages(clock);
  }

  /** Looks once at all that is down; then answers for each order, as it is by then, what it needs. Null is nothing. */
  among(unfinished: readonly WorkOrder[]): (order: WorkOrder) => Deed | null {
    this.ages.keep(unfinished.map((order) => [keyOf(order), sinceOf(order)]));
    const now = this.clock.now();
    const sightsOf = this.sights.at(now);
    const { confirmLiveS, mendedGraceS } = this.config.dispatch;
    return (order) => {
      const sights = sightsOf(order.cameraIds);
      const agoMs = this.ages.ofMs(keyOf(order));
      if (isConfirmed(order, sights, confirmLiveS * SECOND_MS, agoMs)) return { action: 'close' };
      const isPaper = isMendedButDown(order, sights) && agoMs >= mendedGraceS * SECOND_MS;
      if (isPaper && !order.isPaperTold) return { action: 'remind-paper' };
      const reminders = remindersDue(order, now, reminderPolicyOf(this.config));
      return reminders === null ? null : { action: 'remind', reminders };
    };
  }
}

function sinceOf({ mendedAt, openedAt }: WorkOrder): number {
  return mendedAt ?? openedAt;
}

/** What is said to be mended anew is another matter. */
function keyOf(order: WorkOrder): string {
  return `${order.id} ${sinceOf(order)}`;
}
