import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { EveryRole, Roles } from '../../access/index.js';
import { AcknowledgeOutage } from '../app/acknowledge-outage.js';
import { OutageDesk } from '../app/outage-desk.js';
import { outageAnswer } from './outage-answer.js';
import { acknowledgementSchema, outagesQuerySchema } from './outage.schema.js';
import { idSchema } from './uptime.schema.js';

@ApiTags('uptime')
@ApiBearerAuth()
@Controller('outages')
export class OutagesController {
  constructor(
    @Inject(OutageDesk) private readonly desk: OutageDesk,
    @Inject(AcknowledgeOutage) private readonly acknowledgements: AcknowledgeOutage,
  ) {}

  /** Stretches in which cameras were confirmed offline, newest first. */
  @Get()
  @EveryRole()
  async list(@Query({ schema: outagesQuerySchema }) query: z.output<typeof outagesQuerySchema>) {
    const { limit, cursor = null, villageId = null, cameraId = null } = query;
    const { incidentId = null, isOpen = null } = query;
    const page = await this.desk.outages({ limit, cursor, villageId, cameraId, incidentId, isOpen });
    return { items: page.items.map((outage) => outageAnswer(outage)), nextCursor: page.nextCursor };
  }

  @Get(':id')
  @EveryRole()
  async one(@Param('id', { schema: idSchema }) id: string) {
    return outageAnswer(await this.desk.outage(id));
  }

  /** Says that somebody has seen it, and what they will do: escalation stops. */
  @Post(':id/acknowledge')
  @HttpCode(200)
  @Roles('admin', 'technician')
  async acknowledge(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: acknowledgementSchema }) { note }: z.output<typeof acknowledgementSchema>,
  ) {
    return outageAnswer(await this.acknowledgements.acknowledge(id, note));
  }
}
