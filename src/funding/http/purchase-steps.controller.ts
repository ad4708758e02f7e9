import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Roles } from '../../access/index.js';
import { ConditionalWrite, expectedRevisions, told } from '../../platform/conditional.js';
import { Acceptance } from '../app/acceptance.js';
import { PurchasePen } from '../app/purchase-pen.js';
import { purchaseAnswer } from './funding-answers.js';
import { closeSchema, objectionSchema, publiciseSchema, reasonSchema } from './purchase.schema.js';
import { idSchema } from './shared.schema.js';

/** The way of a purchase from the village through the town to the notice board; these steps move no money. */
@ApiTags('purchases')
@ApiBearerAuth()
@Controller('purchases/:id')
export class PurchaseStepsController {
  constructor(
    @Inject(PurchasePen) private readonly pen: PurchasePen,
    @Inject(Acceptance) private readonly acceptance: Acceptance,
  ) {}

  @Post('submit')
  @HttpCode(200)
  @Roles('admin', 'village')
  @ConditionalWrite()
  submit(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.do(id, { action: 'submit' }, ifMatch, reply);
  }

  /** Back to the village, with a reason. */
  @Post('return')
  @HttpCode(200)
  @Roles('admin')
  @ConditionalWrite()
  return(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: reasonSchema }) { reason }: z.output<typeof reasonSchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.do(id, { action: 'return', reason }, ifMatch, reply);
  }

  /** By somebody else than who submitted it. */
  @Post('approve')
  @HttpCode(200)
  @Roles('admin')
  @ConditionalWrite()
  approve(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.do(id, { action: 'approve' }, ifMatch, reply);
  }

  /** 公示: from when until when it hangs on the notice board, and when the committee looked at it before. */
  @Post('publicise')
  @HttpCode(200)
  @Roles('admin', 'village')
  @ConditionalWrite()
  publicise(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: publiciseSchema }) { from, to, reviewedOn }: z.output<typeof publiciseSchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const deed = { action: 'publicise', publicFrom: from, publicTo: to, reviewedOn } as const;
    return this.do(id, deed, ifMatch, reply);
  }

  /** Notes what somebody objects while it is public. */
  @Post('objections')
  @HttpCode(200)
  @Roles('admin', 'village')
  @ConditionalWrite()
  object(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: objectionSchema }) { words }: z.output<typeof objectionSchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.do(id, { action: 'object', words }, ifMatch, reply);
  }

  /** When it is public no more, every objection is answered, and every unit confirmed live or explained. */
  @Post('close')
  @HttpCode(200)
  @Roles('admin')
  @ConditionalWrite()
  async close(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: closeSchema }) { answer }: z.output<typeof closeSchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const closed = await this.acceptance.close(id, answer, expectedRevisions(ifMatch));
    return told(reply, closed, purchaseAnswer);
  }

  private async do(
    id: string,
    deed: Parameters<PurchasePen['do']>[1],
    ifMatch: string | undefined,
    reply: FastifyReply,
  ) {
    return told(reply, await this.pen.do(id, deed, expectedRevisions(ifMatch)), purchaseAnswer);
  }
}
