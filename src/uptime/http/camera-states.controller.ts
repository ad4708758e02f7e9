import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { EveryRole, VillageScope } from '../../access/index.js';
import { toIso } from '../../kernel/instant.js';
import { adviceFor } from '../../probing/index.js';
import { FindCamera } from '../app/find-camera.js';
import { Timeline } from '../app/timeline.js';
import type { Transition } from '../domain/standing.js';
import { type CameraStanding, Uptime } from '../uptime.facade.js';
import { idSchema, statesQuerySchema, timelineQuerySchema } from './uptime.schema.js';

@ApiTags('uptime')
@ApiBearerAuth()
@EveryRole()
@Controller()
export class CameraStatesController {
  constructor(
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(FindCamera) private readonly cameras: FindCamera,
    @Inject(Timeline) private readonly timelines: Timeline,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  /** Where cameras stand now, why, and what to do about it. */
  @Get('camera-states')
  states(@Query({ schema: statesQuerySchema }) query: z.output<typeof statesQuerySchema>) {
    const { limit, cursor = '' } = query;
    const found = this.uptime
      .standings()
      .filter(
        (camera) => camera.cameraId > cursor && this.scope.allows(camera.villageId) && fits(camera, query),
      );
    const items = found.slice(0, limit);
    return {
      items: items.map((camera) => answer(camera)),
      nextCursor: found.length > limit ? items.at(-1)!.cameraId : null,
    };
  }

  @Get('cameras/:id/state')
  async state(@Param('id', { schema: idSchema }) id: string) {
    return answer(await this.cameras.byId(id));
  }

  /** States, faults, outages, maintenance, work orders and changes of the register, oldest first. */
  @Get('cameras/:id/timeline')
  async timeline(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: timelineQuerySchema }) query: z.output<typeof timelineQuerySchema>,
  ) {
    await this.cameras.byId(id);
    const { from, to, before, items, nextCursor } = await this.timelines.of(id, query);
    return {
      cameraId: id,
      from: toIso(from),
      to: toIso(to),
      before: before && dated(before),
      items: items.map(({ at, kind, shown }) => ({ at: toIso(at), kind, ...shown })),
      nextCursor,
    };
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
  const { cameraId, name, villageId, programmeId, isInService } = camera;
  const { state, since, fault } = standing;
  return {
    cameraId,
    name,
    villageId,
    programmeId,
    isInService,
    state,
    since: toIso(since),
    fault,
    advice: fault === null ? null : adviceFor(fault.code),
  };
}

function dated(transition: Transition) {
  return { ...transition, at: toIso(transition.at) };
}
