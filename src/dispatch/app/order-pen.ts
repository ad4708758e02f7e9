import { Inject, Injectable } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../access/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Ids } from '../../platform/clock/ids.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { act, type Deed, type Doer } from '../domain/act.js';
import { newOrder, type NewOrder } from '../domain/new-order.js';
import type { WorkOrder } from '../domain/order.js';
import { firstStep, type OrderStep, type StepMark, stepOf } from '../domain/step.js';
import { WorkOrderChanged } from '../events.js';
import { OrderStore } from '../store/order.store.js';

/** What is done to an order that is as it is now; null is nothing. May throw to refuse. */
export type Decide = (order: WorkOrder) => Deed | null;

/** Writes orders, each step with who did it and when, and tells of it after the commit. */
@Injectable()
export class OrderPen {
  constructor(
    @Inject(OrderStore) private readonly store: OrderStore,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  /** Null where one of the cameras has an unfinished order already. */
  async open(
    entry: Omit<NewOrder, 'id' | 'openedBy'>,
    details: OrderStep['details'],
  ): Promise<WorkOrder | null> {
    const mark = { ...this.mark(), at: entry.openedAt };
    const order = newOrder({ ...entry, id: this.ids.next(), openedBy: mark.actor.name });
    const step = firstStep(order, mark, details);
    if (!(await this.store.insert({ order, step }))) return null;
    this.tell(step);
    return order;
  }

  /** As {@link OrderStore.change}. */
  async do(id: string, decide: Decide): Promise<WorkOrder | 'taken' | null> {
    const mark = this.mark();
    let made: OrderStep | null = null;
    const result = await this.store.change(id, (before) => {
      const deed = decide(before);
      if (deed === null) return null;
      const order = act(before, deed, doerOf(this.actors.get()), mark.at);
      made = stepOf(before, order, deed, mark);
      return { order, step: made };
    });
    if (made !== null && result !== 'taken') this.tell(made);
    return result;
  }

  private mark(): StepMark {
    const { kind, id, name } = this.actors.get();
    return { id: this.ids.next(), at: this.clock.now(), actor: { kind, id, name } };
  }

  private tell({ orderId, at, action, to }: OrderStep): void {
    this.events.publish(new WorkOrderChanged(orderId, at, action, to));
  }
}

/** Whose role is null was refused at the door. */
function doerOf({ kind, role, name }: Actor): Doer {
  return { role: kind === 'system' ? 'system' : (role ?? 'auditor'), name };
}
