import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Roles } from '../../../access/index.js';
import { wholeHours } from '../../../kernel/instant.js';
import { pageQuery } from '../../../platform/entry-request.schema.js';
import { type NamedWarranty, WARRANTY_STATES, WarrantyDesk } from '../../app/warranties/warranty-desk.js';
import { day, idSchema } from '../shared.schema.js';

const warrantiesQuerySchema = z.strictObject({
  limit: pageQuery.limit,
  cursor: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}\.[\da-f-]{36}\.[\da-f-]{36}$/, 'must be the nextCursor of an earlier page')
    .optional()
    .describe('`nextCursor` of the page before.'),
  villageId: idSchema.optional().describe('Only what this village bought.'),
  before: day.optional().describe('Only those that end before this day.'),
  state: z
    .enum(WARRANTY_STATES)
    .optional()
    .describe('running, ended, or failed: cameras that have failed while their warranty runs.'),
});

/** 质保: until when suppliers answer for what they sold. */
@ApiTags('suppliers')
@ApiBearerAuth()
@Controller('warranties')
export class WarrantiesController {
  constructor(@Inject(WarrantyDesk) private readonly desk: WarrantyDesk) {}

  /** Those first that end first; beside them, by purchase, what has failed and is to be claimed. */
  @Get()
  @Roles('admin', 'planner', 'village', 'auditor')
  async list(@Query({ schema: warrantiesQuerySchema }) query: z.output<typeof warrantiesQuerySchema>) {
    const { limit, cursor = null, villageId = null, before = null, state = null } = query;
    const page = await this.desk.page({ villageId, before, state }, { limit, cursor });
    return { ...page, items: page.items.map((row) => warrantyAnswer(row)) };
  }
}

function warrantyAnswer({ id: _id, offlineMs, ...row }: NamedWarranty) {
  return { ...row, offlineHours: wholeHours(offlineMs) };
}
