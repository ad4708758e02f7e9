import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Roles } from '../../access/index.js';
import { toIso } from '../../kernel/instant.js';
import { ExplanationDesk, type Subject } from '../app/explanation-desk.js';
import { StandingDesk } from '../app/standing-desk.js';
import { explanationSchema } from './bought-camera.schema.js';
import { idSchema } from './shared.schema.js';
import { standingAnswer } from './standing-answer.js';

/** What became of what was bought. */
@ApiTags('purchases')
@ApiBearerAuth()
@Controller('purchases/:id')
export class PurchaseStandingsController {
  constructor(
    @Inject(StandingDesk) private readonly standings: StandingDesk,
    @Inject(ExplanationDesk) private readonly explanations: ExplanationDesk,
  ) {}

  /** Bought, installed, confirmed live, offline now, in warranty, and what a day of one camera's picture cost. */
  @Get('standing')
  @Roles('admin', 'planner', 'village', 'auditor')
  async one(@Param('id', { schema: idSchema }) id: string) {
    return standingAnswer(await this.standings.of(id));
  }

  /** Why a camera, or units without one, are not confirmed live. Kept for good; the last one of a camera counts. */
  @Post('explanations')
  @Roles('admin', 'village')
  async explain(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: explanationSchema }) body: z.output<typeof explanationSchema>,
  ) {
    const { at, ...explanation } = await this.explanations.explain(id, subjectOf(body), body.words);
    return { ...explanation, at: toIso(at) };
  }
}

function subjectOf({ cameraId, lineId, units }: z.output<typeof explanationSchema>): Subject {
  return cameraId === null ? { cameraId, lineId: lineId!, units: units! } : { cameraId };
}
