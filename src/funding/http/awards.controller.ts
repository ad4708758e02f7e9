import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
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
import { AwardDesk } from '../app/award-desk.js';
import type { Source } from '../domain/entry.js';
import { awardCorrectionSchema, awardSchema, awardsQuerySchema } from './award.schema.js';
import { awardAnswer, rowAnswer } from './funding-answers.js';
import { callOf, WritesMoney } from './idempotency-key.js';
import { type ExplainQuery, explainQuerySchema, idSchema } from './shared.schema.js';

/** Money that came in: awards and other sources. */
@ApiTags('awards')
@ApiBearerAuth()
@Controller('awards')
export class AwardsController {
  constructor(@Inject(AwardDesk) private readonly desk: AwardDesk) {}

  /** Newest first, with what is left of each. */
  @Get()
  @Roles('admin', 'planner', 'village', 'auditor')
  async list(@Query({ schema: awardsQuerySchema }) query: z.output<typeof awardsQuerySchema>) {
    const { limit, cursor = null, villageId = null, kind = null, year = null } = query;
    const page = await this.desk.list({ villageId, kind, year }, { limit, cursor });
    return { items: page.items.map((source) => awardAnswer(source)), nextCursor: page.nextCursor };
  }

  /** Money of the town is entered by an admin; what a village brings up itself, also by the village. */
  @Post()
  @Roles('admin', 'village')
  @WritesMoney()
  async enter(
    @Body({ schema: awardSchema }) body: z.output<typeof awardSchema>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { villageId, ...terms } = body;
    const call = callOf(key, 'POST /awards', body);
    return tagged(reply, await this.desk.enter(call, villageId, terms));
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
    const source = await this.desk.one(id);
    if (isKnown(reply, source.award, known)) return undefined;
    const answer = awardAnswer(source);
    return explain ? { ...answer, rows: (await this.desk.rows(id)).map((row) => rowAnswer(row)) } : answer;
  }

  /** What it said before each correction: who, when, and why. Oldest first. */
  @Get(':id/versions')
  @Roles('admin', 'planner', 'village', 'auditor')
  async versions(@Param('id', { schema: idSchema }) id: string) {
    const versions = await this.desk.versions(id);
    return {
      items: versions.map(({ awardId: _awardId, at, ...version }) => ({ ...version, at: toIso(at) })),
    };
  }

  /** Reverses what was entered and enters it anew. What is spent already cannot be corrected away. */
  @Post(':id/corrections')
  @Roles('admin', 'village')
  @WritesMoney()
  @ConditionalWrite()
  async correct(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: awardCorrectionSchema }) body: z.output<typeof awardCorrectionSchema>,
    @Headers() headers: Readonly<Record<string, string | undefined>>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { reason, award: terms } = body;
    const call = callOf(headers['idempotency-key'], `POST /awards/${id}/corrections`, body);
    const expected = expectedRevisions(headers['if-match']);
    return tagged(reply, await this.desk.correct(call, id, expected, { reason, terms }));
  }
}

function tagged(reply: FastifyReply, source: Source) {
  return told(reply, source.award, () => awardAnswer(source));
}
