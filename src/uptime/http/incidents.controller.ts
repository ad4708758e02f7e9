import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { EveryRole } from '../../access/index.js';
import { OutageDesk } from '../app/outage-desk.js';
import { incidentAnswer, outageAnswer } from './outage-answer.js';
import { incidentsQuerySchema } from './outage.schema.js';
import { idSchema } from './uptime.schema.js';

@ApiTags('uptime')
@ApiBearerAuth()
@EveryRole()
@Controller('incidents')
export class IncidentsController {
  constructor(@Inject(OutageDesk) private readonly desk: OutageDesk) {}

  /** Cameras that fell together, with what is suspected, newest first. */
  @Get()
  async list(@Query({ schema: incidentsQuerySchema }) query: z.output<typeof incidentsQuerySchema>) {
    const { limit, cursor = null, villageId = null, isOpen = null } = query;
    const page = await this.desk.incidents({ limit, cursor, villageId, isOpen });
    return { items: page.items.map((incident) => incidentAnswer(incident)), nextCursor: page.nextCursor };
  }

  /** One incident with the outages that belong to it, those that are over included. */
  @Get(':id')
  async one(@Param('id', { schema: idSchema }) id: string) {
    const { outages, ...incident } = await this.desk.incident(id);
    return { ...incidentAnswer(incident), outages: outages.map((outage) => outageAnswer(outage)) };
  }
}
