import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Roles } from '../../access/index.js';
import { ConditionalWrite, expectedRevisions, told } from '../../platform/conditional.js';
import { OrderDesk } from '../app/order-desk.js';
import type { Deed } from '../domain/act.js';
import { orderAnswer } from './work-order-answer.js';
import { assignSchema, cancelSchema, commentSchema, idSchema, mendSchema } from './work-order.schema.js';

/** What people do to orders. There is no route that closes one: that is for probing to confirm. */
@ApiTags('work-orders')
@ApiBearerAuth()
@Controller('work-orders/:id')
export class OrderStepsController {
  constructor(@Inject(OrderDesk) private readonly desk: OrderDesk) {}

  /** Gives it to somebody, or takes it. */
  @Post('assign')
  @HttpCode(200)
  @Roles('admin', 'technician')
  @ConditionalWrite()
  assign(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: assignSchema }) body: z.output<typeof assignSchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.do(id, { action: 'assign', ...body }, ifMatch, reply);
  }

  @Post('accept')
  @HttpCode(200)
  @Roles('admin', 'technician')
  @ConditionalWrite()
  accept(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.do(id, { action: 'accept' }, ifMatch, reply);
  }

  /** Somebody is on site. */
  @Post('arrive')
  @HttpCode(200)
  @Roles('admin', 'technician')
  @ConditionalWrite()
  arrive(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.do(id, { action: 'arrive' }, ifMatch, reply);
  }

  /** Says that it is mended. It is closed once probing has found the cameras live for a while. */
  @Post('mend')
  @HttpCode(200)
  @Roles('admin', 'technician')
  @ConditionalWrite()
  mend(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: mendSchema }) body: z.output<typeof mendSchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.do(id, { action: 'mend', ...body }, ifMatch, reply);
  }

  @Post('cancel')
  @HttpCode(200)
  @Roles('admin')
  @ConditionalWrite()
  cancel(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: cancelSchema }) body: z.output<typeof cancelSchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.do(id, { action: 'cancel', ...body }, ifMatch, reply);
  }

  @Post('comment')
  @HttpCode(200)
  @Roles('admin', 'technician', 'village')
  @ConditionalWrite()
  comment(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: commentSchema }) body: z.output<typeof commentSchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.do(id, { action: 'comment', ...body }, ifMatch, reply);
  }

  private async do(id: string, deed: Deed, ifMatch: string | undefined, reply: FastifyReply) {
    return told(reply, await this.desk.do(id, deed, expectedRevisions(ifMatch)), orderAnswer);
  }
}
