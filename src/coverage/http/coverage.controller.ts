import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { EveryRole } from '../../access/index.js';
import { toIso } from '../../kernel/instant.js';
import { type Asked, CoverageReport } from '../app/coverage-report.js';
import { LAYERS } from '../app/map-talk.js';
import { sharesOfCells } from '../domain/map/shares.js';
import type { Status } from '../domain/map/status.js';
import { STATUSES } from '../domain/map/status.js';
import { coverageQuerySchema, mapQuerySchema, placesQuerySchema } from './coverage.schema.js';

const GEOJSON = 'application/geo+json';

/** What the cameras see, and where the gaps are. */
@ApiTags('coverage')
@ApiBearerAuth()
@EveryRole()
@Controller('coverage')
export class CoverageController {
  constructor(@Inject(CoverageReport) private readonly report: CoverageReport) {}

  /** Places by status and shares of the ground, village by village and all together; and what was assumed. */
  @Get()
  async coverage(
    @Query({ schema: coverageQuerySchema }) query: z.output<typeof coverageQuerySchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { level, basis, format } = query;
    if (format === 'geojson') return this.drawn(reply, query, LAYERS);
    const { at, cellM, villages, ...rest } = await this.report.numbers(askedOf(query), level);
    return { at: toIso(at), basis, level, cellM, total: totalOf(villages, cellM), villages, ...rest };
  }

  /** GeoJSON: what each camera sees, ground that none does, and the places with their status. */
  @Get('map')
  async map(
    @Query({ schema: mapQuerySchema }) query: z.output<typeof mapQuerySchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.drawn(reply, query, query.layers ?? LAYERS);
  }

  /** Each place with its status, and the cameras that see it and in which detail. */
  @Get('places')
  async places(@Query({ schema: placesQuerySchema }) query: z.output<typeof placesQuerySchema>) {
    const { limit, cursor = null, status = null } = query;
    return this.report.places({ ...askedOf(query), status }, { limit, cursor });
  }

  private async drawn(
    reply: FastifyReply,
    query: Pick<z.output<typeof mapQuerySchema>, 'village' | 'programme' | 'basis' | 'level'>,
    layers: readonly (typeof LAYERS)[number][],
  ): Promise<string> {
    const text = await this.report.drawing(askedOf(query), query.level, layers);
    // A string of that type leaves as it is: megabytes need not be parsed to be written again.
    void reply.header('content-type', GEOJSON);
    return text;
  }
}

function askedOf({
  village = null,
  programme = null,
  basis,
}: {
  village?: string | null | undefined;
  programme?: string | null | undefined;
  basis: Asked['basis'];
}): Asked {
  return { villageId: village, programmeId: programme, basis };
}

type VillageAnswer = Awaited<ReturnType<CoverageReport['numbers']>>['villages'][number];

/** Of villages without a boundary no ground is counted. */
function totalOf(villages: readonly VillageAnswer[], cellM: number) {
  const sum = (valueOf: (village: VillageAnswer) => number): number =>
    villages.reduce((total, village) => total + valueOf(village), 0);
  const each = (valueOf: (village: VillageAnswer, status: Status) => number): Record<Status, number> =>
    Object.fromEntries(
      STATUSES.map((status) => [status, sum((village) => valueOf(village, status))]),
    ) as Record<Status, number>;
  return {
    places: each(({ places }, status) => places[status]),
    weights: each(({ weights }, status) => weights[status]),
    gapWeight: sum(({ gapWeight }) => gapWeight),
    area: sharesOfCells(
      each(({ area }, status) => area.cells[status]),
      cellM,
    ),
  };
}
