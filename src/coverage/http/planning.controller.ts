import { Body, Controller, Get, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { EveryRole, OnlyAsks, Roles } from '../../access/index.js';
import { Names } from '../app/names.js';
import { Planner } from '../app/planner.js';
import { PurchaseAdvice } from '../app/purchase-advice.js';
import { changeOf } from './change.schema.js';
import {
  footprintsAfterSchema,
  repairsQuerySchema,
  weakPointsQuerySchema,
  whatIfSchema,
} from './planning.schema.js';
import { effectAnswer, repairAnswer, suggestionsAnswer, weakPointAnswer } from './planning-answer.js';
import { signalOf } from '../../platform/signal-of.js';
import { type SuggestionsBody, suggestionsSchema, wantedOf } from './suggestion.schema.js';

/** Before anybody buys: where, how many, and would mending do? Nothing here changes the register. */
@ApiTags('planning')
@ApiBearerAuth()
@Controller('coverage')
export class PlanningController {
  constructor(
    @Inject(Planner) private readonly planner: Planner,
    @Inject(PurchaseAdvice) private readonly advice: PurchaseAdvice,
    @Inject(Names) private readonly names: Names,
  ) {}

  @ApiOperation({
    description:
      'What buying, moving, turning, refitting, removing or mending cameras would do, place by place, and ' +
      'what it costs.',
  })
  @Post('what-if')
  @OnlyAsks()
  @Roles('admin', 'technician', 'planner', 'village')
  @HttpCode(200)
  async whatIf(@Body({ schema: whatIfSchema }) { villageIds, changes }: z.output<typeof whatIfSchema>) {
    const priced = changes.map((change, at) => changeOf(`change-${at + 1}`, change));
    return effectAnswer(await this.planner.whatIf(priced, villageIds), this.names.read());
  }

  @ApiOperation({
    description:
      'GeoJSON: the ground that each camera which is bought, moved, turned, refitted or mended would see, ' +
      'buildings cut out. `change` is the place of its last change in `changes`.',
  })
  @Post('what-if/footprints')
  @OnlyAsks()
  @Roles('admin', 'technician', 'planner', 'village')
  @HttpCode(200)
  async footprints(
    @Body({ schema: footprintsAfterSchema })
    { villageIds, changes, level }: z.output<typeof footprintsAfterSchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const priced = changes.map((change, at) => changeOf(`change-${at + 1}`, change));
    void reply.header('content-type', 'application/geo+json');
    return this.planner.footprintsAfter(priced, villageIds, level);
  }

  @ApiOperation({
    description:
      'The cameras to buy (and with `repairs` to mend) that make the most of what nobody sees now seen, ' +
      'the best first, with the gain of each beside those before it. `bound` says how far they can be ' +
      'from the best that there is. Each `change` can be sent to `POST /coverage/what-if` and `POST ' +
      '/plans` as it is.',
  })
  @Post('suggestions')
  @OnlyAsks()
  @Roles('admin', 'technician', 'planner', 'village')
  @HttpCode(200)
  async suggestions(
    @Body({ schema: suggestionsSchema }) body: SuggestionsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = await this.advice.suggestions(wantedOf(body), signalOf(reply));
    return suggestionsAnswer(answer, this.names.read());
  }

  @ApiOperation({
    description:
      'Would mending do? Offline cameras by the gaps that their repair closes, beside what as much would ' +
      'cost to buy.',
  })
  @Get('repairs')
  @EveryRole()
  async repairs(
    @Query({ schema: repairsQuerySchema }) query: z.output<typeof repairsQuerySchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { village: villageId = null, limit, repairFen: costFen = null, compare } = query;
    const wanted = { villageId, costFen, limit, isCompared: compare === 'poles' };
    const answer = await this.advice.repairs(wanted, signalOf(reply));
    const names = this.names.read();
    return {
      repairFen: answer.costFen,
      broken: answer.broken,
      items: answer.repairs.map((repair) => repairAnswer(repair, names)),
    };
  }

  @ApiOperation({
    description:
      'N−1: the cameras, poles, uplinks, recorders and power feeds whose loss alone opens gaps, the worst ' +
      'first.',
  })
  @Get('weak-points')
  @EveryRole()
  async weakPoints(@Query({ schema: weakPointsQuerySchema }) query: z.output<typeof weakPointsQuerySchema>) {
    const { village = null, limit } = query;
    const points = await this.planner.weakPoints(village, limit);
    const names = this.names.read();
    return { items: points.map((point) => weakPointAnswer(point, names)) };
  }
}
