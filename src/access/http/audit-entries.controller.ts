import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { toIso } from '../../kernel/instant.js';
import { type AuditEntry, AuditReader } from '../app/audit-reader.js';
import { Roles } from '../roles.decorator.js';

const instantText = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const querySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1_000).default(100).describe('Entries on a page, 1…1000.'),
  cursor: z.coerce
    .number('must be the nextCursor of an earlier page')
    .int()
    .min(1)
    .max(2_147_483_647)
    .optional()
    .describe('`nextCursor` of the page before.'),
  actor: z.string().max(200).optional().describe('Name or id of who acted.'),
  action: z.string().max(200).optional().describe('Beginning of the action, as `PATCH /cameras`.'),
  from: instantText.optional().describe('ISO 8601; not before.'),
  to: instantText.optional().describe('ISO 8601; before.'),
});

@ApiTags('access')
@ApiBearerAuth()
@Controller('audit-entries')
export class AuditEntriesController {
  constructor(@Inject(AuditReader) private readonly reader: AuditReader) {}

  /** Who did what, from where and why: writes, logins, exports and looks at a picture, newest first. */
  @Get()
  @Roles('admin', 'auditor')
  async list(@Query({ schema: querySchema }) query: z.output<typeof querySchema>) {
    const { limit, cursor = null, actor = null, action = null, from = null, to = null } = query;
    const page = await this.reader.page({ actor, action, from, to }, { limit, before: cursor });
    return {
      items: page.items.map((entry) => answer(entry)),
      nextCursor: page.nextCursor === null ? null : String(page.nextCursor),
    };
  }
}

function answer({ seq, at, actorKind, actorId, actorName, role, address, ...deed }: AuditEntry) {
  const by = { kind: actorKind, id: actorId, name: actorName, role, address };
  return { seq, at: toIso(at), by, ...deed };
}
