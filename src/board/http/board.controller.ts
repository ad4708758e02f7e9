import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { EveryRole, VillageScope } from '../../access/index.js';
import { HOUR_MS, type Instant, MINUTE_MS, SECOND_MS, toIso } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Registry } from '../../registry/index.js';
import { intactRatio, Uptime, uptimeRatio } from '../../uptime/index.js';
import { type VillageBoard, VillageBoards } from '../app/village-board.js';
import { type CameraFigures, NO_FIGURES, plus } from '../domain/figures.js';
import { bandQuerySchema } from './board.schema.js';

@ApiTags('board')
@ApiBearerAuth()
@EveryRole()
@Controller('board')
export class BoardController {
  constructor(
    @Inject(VillageBoards) private readonly villageBoards: VillageBoards,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Each village at a glance, and `sum`, all of them together: cameras by state now, ratios of the last 24 hours, outages
   * that are open, and gaps. `places`, `gapWeight` and `groundRatio` are null while coverage is not computed.
   */
  @Get('villages')
  async villages() {
    const now = this.clock.now();
    const boards = await this.villageBoards.boards(now);
    const sum = boards.map(({ figures }) => figures).reduce((a, b) => plus(a, b), NO_FIGURES);
    return { at: toIso(now), villages: boards.map((board) => villageAnswer(board)), sum: figuresAnswer(sum) };
  }

  /** How long cameras were in each state, slice by slice, oldest first; seconds of all cameras together. The last slice ends now. */
  @Get('band')
  async band(@Query({ schema: bandQuerySchema }) query: z.output<typeof bandQuerySchema>) {
    const { hours, stepMinutes, villageId = null } = query;
    this.scope.expect(villageId, await this.registry.villages());
    const slices = slicesBefore(this.clock.now(), hours * HOUR_MS, stepMinutes * MINUTE_MS);
    const band = this.uptime.band(slices, this.scope.narrow(villageId));
    return {
      from: toIso(slices.from),
      to: toIso(slices.to),
      stepMinutes,
      slices: band.map((time, index) => ({
        from: toIso(slices.from + index * slices.stepMs),
        onlineS: time.online / SECOND_MS,
        impairedS: time.impaired / SECOND_MS,
        offlineS: time.offline / SECOND_MS,
        unknownS: time.unknown / SECOND_MS,
        maintenanceS: time.maintenance / SECOND_MS,
      })),
    };
  }
}

/** On whole steps of the clock, so that slices stay the same as time goes on; the last one is what there is of it. */
function slicesBefore(now: Instant, lengthMs: number, stepMs: number) {
  const begun = Math.floor((now - 1) / stepMs) * stepMs;
  return { from: begun - lengthMs + stepMs, to: now, stepMs };
}

function villageAnswer({ id, name, hasBoundary, figures, groundRatio }: VillageBoard) {
  return { id, name, hasBoundary, ...figuresAnswer(figures), groundRatio };
}

function figuresAnswer({ time, ...figures }: CameraFigures) {
  const { online, impaired, offline, unknown, maintenance, notInService } = figures;
  const cameras = online + impaired + offline + unknown + maintenance + notInService;
  return { cameras, ...figures, uptimeRatio: uptimeRatio(time), intactRatio: intactRatio(time) };
}
