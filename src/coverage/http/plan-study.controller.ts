import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { EveryRole } from '../../access/index.js';
import { Names } from '../app/names.js';
import { Planner } from '../app/planner.js';
import { PlansService } from '../app/plans.service.js';
import { comparisonQuerySchema, idSchema } from './plan.schema.js';
import { comparisonAnswer, resultAnswer } from './plan-answer.js';

/** Plans beside each other, and beside what is there. */
@ApiTags('planning')
@ApiBearerAuth()
@EveryRole()
@Controller('plans')
export class PlanStudyController {
  constructor(
    @Inject(PlansService) private readonly plans: PlansService,
    @Inject(Planner) private readonly planner: Planner,
    @Inject(Names) private readonly names: Names,
  ) {}

  @ApiOperation({
    description:
      'What this plan and another would do to the town as it is now, cost and gain, and each place that ' +
      'differs.',
  })
  @Get(':id/comparison')
  async comparison(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: comparisonQuerySchema }) query: z.output<typeof comparisonQuerySchema>,
  ) {
    const both = [await this.plans.get(id), await this.plans.get(query.with)] as const;
    return comparisonAnswer(both, await this.planner.comparison(...both), this.names.read());
  }

  @ApiOperation({
    description:
      'What it promised beside what is there: planned gain and measured gain, each change (`open`, ' +
      '`built` but not live, `done`) and each place.',
  })
  @Get(':id/result')
  async result(@Param('id', { schema: idSchema }) id: string) {
    const plan = await this.plans.get(id);
    return resultAnswer(plan, await this.planner.result(plan), this.names.read());
  }
}
