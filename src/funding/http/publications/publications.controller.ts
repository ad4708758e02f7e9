import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CurrentActor, Roles } from '../../../access/index.js';
import { Config } from '../../../platform/config/config.js';
import { PublicationDesk } from '../../app/publications/publication-desk.js';
import { PublicationShelf } from '../../app/publications/publication-shelf.js';
import { callOf, WritesMoney } from '../idempotency-key.js';
import { reportAnswer } from '../reports/report-answer.js';
import { type Addresses, publicationAnswer, publicationFile } from './publication-answer.js';
import {
  numberSchema,
  publicationQuerySchema,
  publicationSchema,
  publicationsQuerySchema,
} from './publication.schema.js';

/** 公示: reports as they were posted, each frozen under a number. */
@ApiTags('publications')
@ApiBearerAuth()
@Controller('publications')
export class PublicationsController {
  constructor(
    @Inject(PublicationDesk) private readonly desk: PublicationDesk,
    @Inject(PublicationShelf) private readonly shelf: PublicationShelf,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Config) private readonly config: Addresses,
  ) {}

  /** Newest first; for a village user, those of its own villages. */
  @Get()
  @Roles('admin', 'planner', 'village', 'auditor')
  async list(@Query({ schema: publicationsQuerySchema }) query: z.output<typeof publicationsQuerySchema>) {
    const { limit, cursor = null, villageId = null, programmeId = null, year = null } = query;
    const page = await this.desk.list({ villageId, programmeId, year }, { limit, cursor });
    return {
      items: page.items.map((publication) => publicationAnswer(publication, this.config)),
      nextCursor: page.nextCursor,
    };
  }

  /** Freezes the report of this moment: of purchases those that the town approved, what waits as one sum. */
  @Post()
  @Roles('admin', 'village')
  @WritesMoney()
  @ApiResponse({
    status: 409,
    description: 'What it corrects was corrected already; the problem says by which.',
  })
  async publish(
    @Body({ schema: publicationSchema }) body: z.output<typeof publicationSchema>,
    @Headers('idempotency-key') key: string | undefined,
  ) {
    const { villageId, programmeId, year, ...terms } = body;
    const call = callOf(key, 'POST /publications', body);
    const publication = await this.desk.publish(call, { villageId, programmeId, year }, terms);
    this.actors.about(publication.number);
    return publicationAnswer(publication, this.config);
  }

  /** As it was posted, whatever changed since. */
  @Get(':number')
  @Roles('admin', 'planner', 'village', 'auditor')
  async one(
    @Param('number', { schema: numberSchema }) number: string,
    @Query({ schema: publicationQuerySchema }) { format }: z.output<typeof publicationQuerySchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const opened = await this.shelf.open(await this.desk.one(number));
    const { publication, report } = opened;
    if (format !== 'json') return publicationFile(reply, format, { opened, config: this.config });
    return { ...publicationAnswer(publication, this.config), report: reportAnswer(report) };
  }
}
