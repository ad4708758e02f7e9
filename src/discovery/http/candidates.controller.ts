import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Roles } from '../../access/index.js';
import { AdoptionService } from '../app/adoption.service.js';
import { BulkAdoptionService } from '../app/bulk-adoption.service.js';
import { CandidatesService } from '../app/candidates.service.js';
import { adoptionAnswer, bulkAnswer, candidateAnswer } from './candidate-answer.js';
import { adoptionSchema, bulkAdoptionSchema, candidateListQuerySchema } from './candidate.schema.js';
import { idSchema, pageOf, pageRequest } from './shared.schema.js';
import { TownWideGuard } from './town-wide.guard.js';

@ApiTags('candidates')
@ApiBearerAuth()
@UseGuards(TownWideGuard)
@Controller('candidates')
export class CandidatesController {
  constructor(
    @Inject(CandidatesService) private readonly candidates: CandidatesService,
    @Inject(AdoptionService) private readonly adoptions: AdoptionService,
    @Inject(BulkAdoptionService) private readonly bulk: BulkAdoptionService,
  ) {}

  /** What searches found, each beside what the register says of it. */
  @Get()
  @Roles('admin', 'technician', 'planner', 'auditor')
  async list(@Query({ schema: candidateListQuerySchema }) query: z.output<typeof candidateListQuerySchema>) {
    const { searchId = null, zoneId = null, match: kind = null } = query;
    const found = await this.candidates.list({ searchId, zoneId, kind }, pageRequest(query));
    return pageOf(found, query.limit, { idOf: ({ candidate }) => candidate.id, answer: candidateAnswer });
  }

  @Get(':id')
  @Roles('admin', 'technician', 'planner', 'auditor')
  async get(@Param('id', { schema: idSchema }) id: string) {
    return candidateAnswer(await this.candidates.get(id));
  }

  /** Makes or mends cameras of all that was found, by rule; each item says what became of it. */
  @Post('adopt')
  @Roles('admin', 'technician')
  @HttpCode(200)
  async adoptAll(@Body({ schema: bulkAdoptionSchema }) body: z.output<typeof bulkAdoptionSchema>) {
    const { searchId, zoneId, matches: kinds, rules, dryRun } = body;
    const items = await this.bulk.adopt({ filter: { searchId, zoneId }, kinds, rules, dryRun });
    return bulkAnswer(items, dryRun);
  }

  /** Makes a camera of a candidate, or mends the one that it is, and looks at its picture. */
  @Post(':id/adopt')
  @Roles('admin', 'technician')
  @HttpCode(200)
  async adopt(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: adoptionSchema }) order: z.output<typeof adoptionSchema>,
  ) {
    return adoptionAnswer(await this.adoptions.adopt(id, { ...order, credentialIfNone: null }));
  }
}
