import { Module } from '@nestjs/common';
import { NotifyModule } from '../notify/index.js';
import { RegistryModule } from '../registry/index.js';
import { UptimeModule } from '../uptime/index.js';
import { DispatchDoor } from './app/dispatch-door.js';
import { DispatchLife } from './app/dispatch-life.js';
import { DispatchRounds } from './app/dispatch-rounds.js';
import { Escalation } from './app/escalation.js';
import { FiguresService } from './app/figures.service.js';
import { InHand } from './app/in-hand.js';
import { NewOrders } from './app/new-orders.js';
import { OrderDesk } from './app/order-desk.js';
import { OrderList } from './app/order-list.js';
import { OrderNeeds } from './app/order-needs.js';
import { OrderPen } from './app/order-pen.js';
import { OrderRule } from './app/order-rule.js';
import { OrderSubjects } from './app/order-subjects.js';
import { OrderTeller } from './app/order-teller.js';
import { OrderTimeline } from './app/order-timeline.js';
import { OrderViews } from './app/order-views.js';
import { OrderWatch } from './app/order-watch.js';
import { RoundService } from './app/round.service.js';
import { Sights } from './app/sights.js';
import { Teller } from './app/teller.js';
import { Dispatch } from './dispatch.facade.js';
import { OrderReportsController } from './http/order-reports.controller.js';
import { OrderStepsController } from './http/order-steps.controller.js';
import { WorkOrdersController } from './http/work-orders.controller.js';
import { OrderFinder } from './store/order-finder.js';
import { OrderStore } from './store/order.store.js';
import { ThreadStore } from './store/thread.store.js';

@Module({
  imports: [RegistryModule, UptimeModule, NotifyModule],
  controllers: [WorkOrdersController, OrderStepsController, OrderReportsController],
  providers: [
    ThreadStore,
    OrderStore,
    OrderFinder,
    Teller,
    InHand,
    Escalation,
    Sights,
    OrderNeeds,
    OrderPen,
    OrderRule,
    OrderWatch,
    OrderTeller,
    OrderViews,
    OrderTimeline,
    OrderList,
    OrderDesk,
    OrderSubjects,
    NewOrders,
    RoundService,
    FiguresService,
    { provide: Dispatch, useClass: DispatchDoor },
    DispatchRounds,
    DispatchLife,
  ],
  exports: [Dispatch],
})
export class DispatchModule {}
