import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { EveryRole } from '../../access/index.js';
import { toIso } from '../../kernel/instant.js';
import { CoverageReport } from '../app/coverage-report.js';
import { PlaceHistory } from '../app/place-history.js';
import { historyQuerySchema, idSchema, placeQuerySchema } from './coverage.schema.js';

/** How places stand and stood: what is covered on paper and was dark for half of the month. */
@ApiTags('coverage')
@ApiBearerAuth()
@EveryRole()
@Controller()
export class PlaceCoverageController {
  constructor(
    @Inject(CoverageReport) private readonly report: CoverageReport,
    @Inject(PlaceHistory) private readonly history: PlaceHistory,
  ) {}

  /** One place: as it stands and as it would if all lived, who sees it, and its minutes as a gap in a month. */
  @Get('places/:id/coverage')
  async place(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: placeQuerySchema }) query: z.output<typeof placeQuerySchema>,
  ) {
    const live = await this.report.place(id, { programmeId: null, basis: 'live' });
    const registered = await this.report.place(id, { programmeId: null, basis: 'registered' });
    const { month, from, to, minutes, turns } = await this.history.place(id, query.month ?? null);
    const shown = turns.map((turn) => ({ at: toIso(turn.at), standing: turn.to }));
    return {
      ...live,
      onPaper: registered.status,
      history: { month, from: toIso(from), to: toIso(to), minutes, turns: shown },
    };
  }

  /** Minutes as a gap of every place in a month, the longest first; time in which nobody looked is none. */
  @Get('coverage/history')
  async places(@Query({ schema: historyQuerySchema }) query: z.output<typeof historyQuerySchema>) {
    const { village = null, month = null } = query;
    const { from, to, ...answer } = await this.history.places(village, month);
    return { month: answer.month, from: toIso(from), to: toIso(to), items: answer.items };
  }
}
