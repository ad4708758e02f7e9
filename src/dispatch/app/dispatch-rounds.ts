import { Inject, Injectable } from '@nestjs/common';
import { Escalation } from './escalation.js';
import { OrderTeller } from './order-teller.js';
import { OrderWatch } from './order-watch.js';
import { Teller } from './teller.js';

/** What is done again and again, in the order in which people should hear of it. */
@Injectable()
export class DispatchRounds {
  constructor(
    @Inject(Teller) private readonly teller: Teller,
    @Inject(OrderWatch) private readonly orders: OrderWatch,
    @Inject(OrderTeller) private readonly orderTeller: OrderTeller,
    @Inject(Escalation) private readonly escalation: Escalation,
  ) {}

  recall(): Promise<void> {
    return this.teller.recall();
  }

  async run(withOrders: boolean): Promise<void> {
    await this.teller.round();
    if (withOrders) {
      await this.orders.round();
      await this.orderTeller.round();
    }
    await this.escalation.round();
  }
}
