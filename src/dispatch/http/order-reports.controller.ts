import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { EveryRole, Roles } from '../../access/index.js';
import { FiguresService } from '../app/figures.service.js';
import { RoundService } from '../app/round.service.js';
import { figuresQuerySchema, roundQuerySchema } from './order-reports.schema.js';
import { orderAnswer } from './work-order-answer.js';

@ApiTags('work-orders')
@ApiBearerAuth()
@Controller('work-orders')
export class OrderReportsController {
  constructor(
    @Inject(FiguresService) private readonly figures: FiguresService,
    @Inject(RoundService) private readonly rounds: RoundService,
  ) {}

  /** What contractors were given in a month, and how that went. */
  @Get('figures')
  @Roles('admin', 'technician', 'planner', 'auditor')
  async byContractor(@Query({ schema: figuresQuerySchema }) query: z.output<typeof figuresQuerySchema>) {
    const { by, month } = query;
    return { by, month, groups: await this.figures.byContractor(month) };
  }

  /** In which order to go to what is to be mended, as the crow flies; what nobody has placed stands apart. */
  @Get('round')
  @EveryRole()
  async round(@Query({ schema: roundQuerySchema }) query: z.output<typeof roundQuerySchema>) {
    const { from, contractor = null, assignee = null, villageId = null } = query;
    const { stops, lengthM, nowhere } = await this.rounds.plan({ from, contractor, assignee, villageId });
    return {
      lengthM: Math.round(lengthM),
      stops: stops.map(({ order, position, distanceM }) => ({
        distanceM: Math.round(distanceM),
        position,
        order: orderAnswer(order),
      })),
      nowhere: nowhere.map((order) => orderAnswer(order)),
    };
  }
}
