import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { toIso } from '../../kernel/instant.js';
import { adviceFor } from '../../probing/index.js';
import { UptimeReport } from '../app/uptime-report.js';
import { type CameraStanding, Uptime } from '../uptime.facade.js';
import {
  idSchema,
  statesQuerySchema,
  timelineQuerySchema,
  uptimeQuerySchema,
  WINDOWS_MS,
} from './uptime.schema.js';

@ApiTags('uptime')
@ApiBearerAuth()
@Controller()
export class UptimeController {
  constructor(
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(UptimeReport) private readonly reports: UptimeReport,
  ) {}

  @Get('uptime')
  async ratios(@Query({ schema: uptimeQuerySchema }) query: z.output<typeof uptimeQuerySchema>) {
    const { by, window, villageId = null } = query;
    const { from, to, groups } = await this.reports.report(by, WINDOWS_MS[window], villageId);
    return { by, window, from: toIso(from), to: toIso(to), groups };
  }

  @Get('camera-states')
  states(@Query({ schema: statesQuerySchema }) query: z.output<typeof statesQuerySchema>) {
    const { limit, cursor = '' } = query;
    const found = this.uptime.standings().filter((camera) => camera.cameraId > cursor && fits(camera, query));
    const items = found.slice(0, limit);
    return {
      items: items.map((camera) => answer(camera)),
      nextCursor: found.length > limit ? items.at(-1)!.cameraId : null,
    };
  }

  @Get('cameras/:id/state')
  state(@Param('id', { schema: idSchema }) id: string) {
    return answer(this.find(id));
  }

  @Get('cameras/:id/timeline')
  async timeline(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: timelineQuerySchema }) query: z.output<typeof timelineQuerySchema>,
  ) {
    this.find(id);
    const transitions = await this.reports.timeline(id, query);
    const items = transitions.map((transition) => ({ ...transition, at: toIso(transition.at) }));
    return { cameraId: id, items };
  }

  private find(id: string): CameraStanding {
    const camera = this.uptime.standings().find(({ cameraId }) => cameraId === id);
    if (camera) return camera;
    throw new DomainError('not-found', 'no-such-camera', `There is no camera with the id ${id}.`);
  }
}

function fits(camera: CameraStanding, query: z.output<typeof statesQuerySchema>): boolean {
  const { standing } = camera;
  return (
    (query.villageId === undefined || camera.villageId === query.villageId) &&
    (query.programmeId === undefined || camera.programmeId === query.programmeId) &&
    (query.state === undefined || standing.state === query.state) &&
    (query.fault === undefined || standing.fault?.code === query.fault)
  );
}

function answer({ standing, ...camera }: CameraStanding) {
  const { state, since, fault } = standing;
  return {
    ...camera,
    state,
    since: toIso(since),
    fault,
    advice: fault === null ? null : adviceFor(fault.code),
  };
}
