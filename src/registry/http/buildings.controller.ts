import {
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { EveryRole, Roles } from '../../access/index.js';
import { Config } from '../../platform/config/config.js';
import { receiveFile } from '../../platform/upload/receive-file.js';
import { BuildingsService } from '../app/buildings.service.js';
import { HistoryService } from '../app/history.service.js';
import type { VillageBuildings } from '../domain/buildings.js';
import { ConditionalGet, ConditionalWrite, expectedRevisions, isKnown, told } from './conditional.js';
import { changeAnswer } from './history.controllers.js';
import { dated, idSchema, pageQuerySchema, pageRequest } from './shared.schema.js';

const GEOJSON = 'application/geo+json';
const FILE = {
  description:
    'GeoJSON FeatureCollection in WGS 84 of Polygon or MultiPolygon (buildings) and LineString (walls), each with ' +
    '`heightM` (0.1…700) and perhaps a `name`; `isDemonstration` beside `features` marks made-up data. At most 50,000 ' +
    'features and 200,000 points.',
  schema: { type: 'object' },
} as const;

/** Buildings and walls of a village: what stands behind them is not seen. One entry a village, written as a whole. */
@ApiTags('villages')
@ApiBearerAuth()
@Controller('villages/:id/buildings')
export class BuildingsController {
  constructor(
    @Inject(BuildingsService) private readonly buildings: BuildingsService,
    @Inject(HistoryService) private readonly changes: HistoryService,
    @Inject(Config) private readonly config: Config,
  ) {}

  @Get()
  @EveryRole()
  @ConditionalGet()
  async get(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (isKnown(reply, await this.buildings.get(id), known)) return undefined;
    const { entry, text } = await this.buildings.features(id);
    // A string of that type leaves as it is: megabytes need not be parsed to be written again.
    void reply.header('content-type', GEOJSON);
    return told(reply, entry, () => text);
  }

  @Put()
  @Roles('admin', 'technician', 'planner')
  @ConditionalWrite()
  @ApiConsumes(GEOJSON, 'application/json')
  @ApiBody(FILE)
  async put(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const expected = expectedRevisions(ifMatch);
    await this.buildings.expect(id, expected);
    const { path } = await receiveFile(request, this.buildings.folder, {
      maxMb: this.config.imports.maxFileMb,
      setting: 'imports.maxFileMb',
    });
    const { entry, warnings } = await this.buildings.put(id, path, expected);
    return { ...told(reply, entry, answer), warnings };
  }

  @Delete()
  @Roles('admin', 'technician', 'planner')
  @ConditionalWrite()
  @HttpCode(204)
  async remove(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.buildings.remove(id, expectedRevisions(ifMatch));
  }

  /** Who wrote which file, newest first: counts and digests, not the geometries. */
  @Get('history')
  @EveryRole()
  async history(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: z.output<typeof pageQuerySchema>,
  ) {
    const page = await this.changes.page('buildings', id, pageRequest(query));
    return { items: page.items.map((change) => changeAnswer(change)), nextCursor: page.nextCursor };
  }
}

function answer({ id: villageId, ...entry }: VillageBuildings) {
  return { villageId, ...dated(entry) };
}
