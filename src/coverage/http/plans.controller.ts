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
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { EveryRole, Roles } from '../../access/index.js';
import {
  ConditionalGet,
  ConditionalWrite,
  expectedRevisions,
  isKnown,
  told,
} from '../../platform/conditional.js';
import { Names } from '../app/names.js';
import { PlanEntry } from '../app/plan-entry.js';
import { PlansService } from '../app/plans.service.js';
import {
  draftOf,
  entrySchema,
  idSchema,
  patchOf,
  planPatchSchema,
  planSchema,
  plansQuerySchema,
} from './plan.schema.js';
import { planAnswer, planLine } from './plan-answer.js';

/** 规划方案: changes of cameras that people weigh together. Whoever may see all of its villages reads a plan. */
@ApiTags('planning')
@ApiBearerAuth()
@Controller('plans')
export class PlansController {
  constructor(
    @Inject(PlansService) private readonly plans: PlansService,
    @Inject(PlanEntry) private readonly entry: PlanEntry,
    @Inject(Names) private readonly names: Names,
  ) {}

  @Get()
  @EveryRole()
  async list(@Query({ schema: plansQuerySchema }) query: z.output<typeof plansQuerySchema>) {
    const { villageId = null, limit, cursor = null } = query;
    const { items, nextCursor } = await this.plans.list(villageId, { limit, cursor });
    const names = this.names.read();
    return { items: items.map((plan) => planLine(plan, names)), nextCursor };
  }

  @ApiOperation({
    description:
      'Keeps what the changes promise on the map as it is now: later what is there is held against it.',
  })
  @Post()
  @Roles('admin', 'planner')
  async make(
    @Body({ schema: planSchema }) body: z.output<typeof planSchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const plan = await this.plans.make(draftOf(body));
    return told(reply, plan, (made) => planAnswer(made, this.names.read()));
  }

  @Get(':id')
  @EveryRole()
  @ConditionalGet()
  async get(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const plan = await this.plans.get(id);
    return isKnown(reply, plan, known) ? undefined : planAnswer(plan, this.names.read());
  }

  @ApiOperation({
    description:
      'What is left out stays. Changes are written anew, and what they promise is computed anew; not once ' +
      'it is entered.',
  })
  @Patch(':id')
  @Roles('admin', 'planner')
  @ConditionalWrite()
  async change(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: planPatchSchema }) patch: z.output<typeof planPatchSchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const plan = await this.plans.change(id, patchOf(patch), expectedRevisions(ifMatch));
    return told(reply, plan, (changed) => planAnswer(changed, this.names.read()));
  }

  @ApiOperation({ description: 'Cameras that it entered into the register stay there.' })
  @Delete(':id')
  @Roles('admin', 'planner')
  @ConditionalWrite()
  @HttpCode(204)
  async remove(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.plans.remove(id, expectedRevisions(ifMatch));
  }

  @ApiOperation({
    description:
      'Makes the cameras that it buys entries of the register, `planned` and under the ids of their ' +
      'changes: all of them or none, and once however often it is asked. This is the one way for a ' +
      'planner to enter cameras, `POST /cameras` being for technicians, administrators and villages: what ' +
      'is planned is not probed and has no address, until a technician gives it one and puts it into ' +
      'service.',
  })
  @Post(':id/enter')
  @Roles('admin', 'planner')
  @ConditionalWrite()
  @HttpCode(200)
  async enter(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: entrySchema }) body: z.output<typeof entrySchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const plan = await this.entry.enter(id, body, expectedRevisions(ifMatch));
    return told(reply, plan, (entered) => planAnswer(entered, this.names.read()));
  }
}
