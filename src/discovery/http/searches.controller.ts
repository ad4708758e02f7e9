import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Sse,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Observable } from 'rxjs';
import type { z } from 'zod';
import { Roles } from '../../access/index.js';
import { CandidatesService, type MissingCamera } from '../app/candidates.service.js';
import { SearchesService } from '../app/searches.service.js';
import type { Search } from '../domain/search.js';
import { searchAnswer } from './search-answer.js';
import { searchListQuerySchema, searchSchema } from './search.schema.js';
import { idSchema, pageOf, pageRequest } from './shared.schema.js';
import { TownWideGuard } from './town-wide.guard.js';

const TELL_EVERY_MS = 200;

interface ServerSent {
  readonly type: 'progress' | 'over';
  readonly data: object;
}

@ApiTags('searches')
@ApiBearerAuth()
@UseGuards(TownWideGuard)
@Controller('searches')
export class SearchesController {
  constructor(
    @Inject(SearchesService) private readonly searches: SearchesService,
    @Inject(CandidatesService) private readonly candidates: CandidatesService,
  ) {}

  /** Looks for devices on a zone's networks; answers at once, and goes on in the background. */
  @Post()
  @Roles('admin', 'technician')
  @HttpCode(202)
  async start(@Body({ schema: searchSchema }) request: z.output<typeof searchSchema>) {
    return searchAnswer(await this.searches.start(request));
  }

  @Get()
  @Roles('admin', 'technician', 'planner', 'auditor')
  async list(@Query({ schema: searchListQuerySchema }) query: z.output<typeof searchListQuerySchema>) {
    const { zoneId = null, status = null } = query;
    const found = await this.searches.list({ zoneId, status }, pageRequest(query));
    return pageOf(found, query.limit, { idOf: ({ id }) => id, answer: searchAnswer });
  }

  @Get(':id')
  @Roles('admin', 'technician', 'planner', 'auditor')
  async get(@Param('id', { schema: idSchema }) id: string) {
    return searchAnswer(await this.searches.get(id));
  }

  /** Server-sent events: `progress` as it goes on, `over` as the last one. */
  @Sse(':id/events')
  @Roles('admin', 'technician', 'planner', 'auditor')
  async events(@Param('id', { schema: idSchema }) id: string): Promise<Observable<ServerSent>> {
    const search = await this.searches.get(id);
    return new Observable((subscriber) => {
      let toldAtMs = 0;
      const tell = (current: Search): void => {
        const isOver = current.status !== 'running';
        if (!isOver && performance.now() - toldAtMs < TELL_EVERY_MS) return;
        toldAtMs = performance.now();
        subscriber.next({ type: isOver ? 'over' : 'progress', data: searchAnswer(current) });
        if (isOver) subscriber.complete();
      };
      const stop = this.searches.watch(id, tell);
      if (stop === null) void this.searches.get(id).then(tell);
      else tell(search);
      return () => stop?.();
    });
  }

  /** Registered cameras in service or under repair that this search did not find. */
  @Get(':id/missing')
  @Roles('admin', 'technician', 'planner', 'auditor')
  async missing(@Param('id', { schema: idSchema }) id: string) {
    const missing = await this.candidates.missing(await this.searches.get(id));
    return { items: missing.map(missingAnswer) };
  }

  /** Stops it; what was found until then stays. Harmless where it is over. */
  @Delete(':id')
  @Roles('admin', 'technician')
  async cancel(@Param('id', { schema: idSchema }) id: string) {
    return searchAnswer(await this.searches.cancel(id));
  }
}

function missingAnswer({ camera, wasAsked }: MissingCamera) {
  const { cameraId, name, villageId, lifecycle, network } = camera;
  return { cameraId, name, villageId, lifecycle, host: network.host, wasAsked };
}
