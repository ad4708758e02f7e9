import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { EveryRole, Roles } from '../../access/index.js';
import { isoOrNull, toIso } from '../../kernel/instant.js';
import { ConditionalWrite, isExpected } from '../../platform/conditional.js';
import { MaintenanceDesk, type WindowFound } from '../app/maintenance-desk.js';
import type { Schedule } from '../domain/maintenance.js';
import { windowPatchSchema, windowSchema, windowsQuerySchema } from './maintenance.schema.js';
import { idSchema } from './uptime.schema.js';

/** When cameras are worked at: that time is neither up nor down. */
@ApiTags('uptime')
@ApiBearerAuth()
@Controller('maintenance-windows')
export class MaintenanceWindowsController {
  constructor(@Inject(MaintenanceDesk) private readonly desk: MaintenanceDesk) {}

  @Get()
  @EveryRole()
  list(@Query({ schema: windowsQuerySchema }) query: z.output<typeof windowsQuerySchema>) {
    const { limit, cursor = null, hasEnded = null } = query;
    const page = this.desk.list({ limit, cursor }, hasEnded);
    return { items: page.items.map((window) => answer(window)), nextCursor: page.nextCursor };
  }

  @Post()
  @Roles('admin', 'technician')
  async enter(
    @Body({ schema: windowSchema }) body: z.output<typeof windowSchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { scope, ...draft } = body;
    return told(reply, await this.desk.enter(scope, draft));
  }

  @Get(':id')
  @EveryRole()
  one(@Param('id', { schema: idSchema }) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return told(reply, this.desk.one(id));
  }

  /** Holds from now on; time that is past stays as it was counted, unless `rewritesPast` and `from` say otherwise. */
  @Patch(':id')
  @Roles('admin', 'technician')
  @ConditionalWrite()
  async change(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: windowPatchSchema }) body: z.output<typeof windowPatchSchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return told(reply, await this.desk.change(id, body, (window) => isExpected(tagOf(window), ifMatch)));
  }

  /** Ends it now; what is past of it stays maintenance. */
  @Delete(':id')
  @HttpCode(204)
  @Roles('admin', 'technician')
  @ConditionalWrite()
  async end(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.desk.end(id, (window) => isExpected(tagOf(window), ifMatch));
  }
}

/** Each change makes a version of its own. */
function tagOf({ versionId }: Pick<WindowFound, 'versionId'>): string {
  return `"${versionId}"`;
}

function told(reply: FastifyReply, window: WindowFound) {
  void reply.header('etag', tagOf(window));
  return answer(window);
}

function answer({ id, name, reason, scope, schedule, rewritesPast, createdBy, ...window }: WindowFound) {
  return {
    id,
    name,
    reason,
    scope,
    cameraName: window.cameraName,
    schedule: scheduleAnswer(schedule),
    from: toIso(window.validFrom),
    until: isoOrNull(window.validUntil),
    rewritesPast,
    hasEnded: window.hasEnded,
    overlaps: window.overlaps,
    changedAt: toIso(window.createdAt),
    changedBy: createdBy,
  };
}

function scheduleAnswer(schedule: Schedule) {
  if (schedule.kind === 'once')
    return { kind: schedule.kind, startsAt: toIso(schedule.startsAt), endsAt: toIso(schedule.endsAt) };
  const { startMinute, ...rest } = schedule;
  const digits = [Math.floor(startMinute / 60), startMinute % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return { ...rest, startsAt: digits.join(':') };
}
