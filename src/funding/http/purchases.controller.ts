import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Roles } from '../../access/index.js';
import { toIso } from '../../kernel/instant.js';
import {
  ConditionalGet,
  ConditionalWrite,
  expectedRevisions,
  isKnown,
  told,
} from '../../platform/conditional.js';
import { PurchaseDesk } from '../app/purchase-desk.js';
import { PurchasePen } from '../app/purchase-pen.js';
import { purchaseAnswer, rowAnswer, stepAnswer } from './funding-answers.js';
import { callOf, WritesMoney } from './idempotency-key.js';
import {
  purchaseCorrectionSchema,
  purchaseSchema,
  purchasesQuerySchema,
  reasonSchema,
} from './purchase.schema.js';
import { type ExplainQuery, explainQuerySchema, idSchema } from './shared.schema.js';

type RequestHeaders = Readonly<Record<string, string | undefined>>;

/** What was bought, and which sources paid for it. */
@ApiTags('purchases')
@ApiBearerAuth()
@Controller('purchases')
export class PurchasesController {
  constructor(
    @Inject(PurchaseDesk) private readonly desk: PurchaseDesk,
    @Inject(PurchasePen) private readonly pen: PurchasePen,
  ) {}

  /** Newest first. */
  @Get()
  @Roles('admin', 'planner', 'village', 'auditor')
  async list(@Query({ schema: purchasesQuerySchema }) query: z.output<typeof purchasesQuerySchema>) {
    const { limit, cursor = null, villageId = null, awardId = null, state = null, overdue = false } = query;
    const page = await this.desk.list({ villageId, awardId, state, isOverdue: overdue }, { limit, cursor });
    return { items: page.items.map((purchase) => purchaseAnswer(purchase)), nextCursor: page.nextCursor };
  }

  /** A draft. Its money is taken from the sources at once, so that nobody else spends it. */
  @Post()
  @Roles('admin', 'village')
  @WritesMoney()
  async enter(
    @Body({ schema: purchaseSchema }) body: z.output<typeof purchaseSchema>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { villageId, ...draft } = body;
    const call = callOf(key, 'POST /purchases', body);
    return told(reply, await this.pen.enter(call, villageId, draft), purchaseAnswer);
  }

  @Get(':id')
  @Roles('admin', 'planner', 'village', 'auditor')
  @ConditionalGet()
  async one(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: explainQuerySchema }) { explain }: ExplainQuery,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const purchase = await this.desk.one(id);
    if (isKnown(reply, purchase, known)) return undefined;
    const answer = purchaseAnswer(purchase);
    return explain ? { ...answer, rows: (await this.desk.rows(id)).map((row) => rowAnswer(row)) } : answer;
  }

  /** Every step: who, when, and why. Oldest first. */
  @Get(':id/steps')
  @Roles('admin', 'planner', 'village', 'auditor')
  async steps(@Param('id', { schema: idSchema }) id: string) {
    return { items: (await this.desk.steps(id)).map((step) => stepAnswer(step)) };
  }

  /** What it said before each correction: who, when, and why. Oldest first. */
  @Get(':id/versions')
  @Roles('admin', 'planner', 'village', 'auditor')
  async versions(@Param('id', { schema: idSchema }) id: string) {
    const versions = await this.desk.versions(id);
    return { items: versions.map(({ purchaseId: _id, at, ...version }) => ({ ...version, at: toIso(at) })) };
  }

  /** Reverses its rows of the ledger and enters it anew. What was approved has to be submitted again. */
  @Post(':id/corrections')
  @Roles('admin', 'village')
  @WritesMoney()
  @ConditionalWrite()
  async correct(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: purchaseCorrectionSchema }) body: z.output<typeof purchaseCorrectionSchema>,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const call = callOf(headers['idempotency-key'], `POST /purchases/${id}/corrections`, body);
    const expected = expectedRevisions(headers['if-match']);
    const correction = { expected, reason: body.reason, draft: body.purchase };
    return told(reply, await this.pen.correct(call, id, correction), purchaseAnswer);
  }

  /** 作废: reverses its rows of the ledger, and leaves it at that. */
  @Post(':id/void')
  @HttpCode(200)
  @Roles('admin', 'village')
  @WritesMoney()
  @ConditionalWrite()
  async void(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: reasonSchema }) body: z.output<typeof reasonSchema>,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const call = callOf(headers['idempotency-key'], `POST /purchases/${id}/void`, body);
    const expected = expectedRevisions(headers['if-match']);
    return told(reply, await this.pen.void(call, id, { expected, reason: body.reason }), purchaseAnswer);
  }
}
