import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { EveryRole, Roles } from '../../access/index.js';
import { ConditionalGet, isKnown, told } from '../../platform/conditional.js';
import { NewOrders } from '../app/new-orders.js';
import { OrderDesk } from '../app/order-desk.js';
import { OrderList } from '../app/order-list.js';
import { UNFINISHED_STATES } from '../domain/order.js';
import { orderAnswer, stepAnswer } from './work-order-answer.js';
import { faultReportSchema, idSchema, workOrderSchema, workOrdersQuerySchema } from './work-order.schema.js';

@ApiTags('work-orders')
@ApiBearerAuth()
@Controller()
export class WorkOrdersController {
  constructor(
    @Inject(OrderList) private readonly orders: OrderList,
    @Inject(OrderDesk) private readonly desk: OrderDesk,
    @Inject(NewOrders) private readonly newOrders: NewOrders,
  ) {}

  /** 工单, newest first. */
  @Get('work-orders')
  @EveryRole()
  async list(@Query({ schema: workOrdersQuerySchema }) query: z.output<typeof workOrdersQuerySchema>) {
    const { limit, cursor = null, villageId = null, cameraId = null, incidentId = null } = query;
    const { contractor = null, assignee = null, state, unfinished = false } = query;
    const { overdue: isOverdue = false, mendedButDown: isMendedButDown = false } = query;
    const states = state === undefined ? (unfinished ? UNFINISHED_STATES : null) : [state];
    const filter = {
      villageId,
      cameraId,
      incidentId,
      contractor,
      assignee,
      states,
      isOverdue,
      isMendedButDown,
    };
    const page = await this.orders.page(filter, { limit, cursor });
    return { items: page.items.map((order) => orderAnswer(order)), nextCursor: page.nextCursor };
  }

  @Post('work-orders')
  @Roles('admin', 'technician')
  async open(
    @Body({ schema: workOrderSchema }) entry: z.output<typeof workOrderSchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return told(reply, await this.newOrders.open(entry), orderAnswer);
  }

  @Get('work-orders/:id')
  @EveryRole()
  @ConditionalGet()
  async one(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const order = await this.desk.one(id);
    return isKnown(reply, order, known) ? undefined : orderAnswer(order);
  }

  /** Every step: who, when, and why. Oldest first. */
  @Get('work-orders/:id/steps')
  @EveryRole()
  async steps(@Param('id', { schema: idSchema }) id: string) {
    return { items: (await this.desk.steps(id)).map((step) => stepAnswer(step)) };
  }

  /** Somebody saw that a camera is not as it should be. What has a work order already is said to that one. */
  @Post('cameras/:id/fault-reports')
  @Roles('admin', 'technician', 'village')
  async report(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: faultReportSchema }) { words }: z.output<typeof faultReportSchema>,
  ) {
    return orderAnswer(await this.newOrders.report(id, words));
  }
}
