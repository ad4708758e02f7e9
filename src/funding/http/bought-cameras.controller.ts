import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Roles } from '../../access/index.js';
import { toIso } from '../../kernel/instant.js';
import { TieDesk } from '../app/tie-desk.js';
import { TieMatcher } from '../app/tie-matcher.js';
import type { BoughtCamera } from '../domain/bought-camera.js';
import type { DeviceMatch } from '../domain/match-devices.js';
import { deviceListSchema, matchQuerySchema, tieSchema, untieQuerySchema } from './bought-camera.schema.js';
import { idSchema } from './shared.schema.js';

/** Which entries of the register a purchase paid for. No other purchase pays for the same. */
@ApiTags('purchases')
@ApiBearerAuth()
@Controller('purchases/:id/cameras')
export class BoughtCamerasController {
  constructor(
    @Inject(TieDesk) private readonly ties: TieDesk,
    @Inject(TieMatcher) private readonly matcher: TieMatcher,
  ) {}

  /** Answers with those that are new; one that is tied to this purchase already stays as it is. */
  @Post()
  @Roles('admin', 'village')
  async tie(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: tieSchema }) asked: z.output<typeof tieSchema>,
  ) {
    return { items: (await this.ties.tie(id, asked)).map((camera) => cameraAnswer(camera)) };
  }

  /** Finds cameras of the village by serial number or MAC, and ties those that are found without doubt. */
  @Post('match')
  @HttpCode(200)
  @Roles('admin', 'village')
  async match(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: matchQuerySchema }) { dryRun = false }: z.output<typeof matchQuerySchema>,
    @Body({ schema: deviceListSchema }) list: z.output<typeof deviceListSchema>,
  ) {
    const matches = await (dryRun ? this.matcher.match(id, list.rows) : this.matcher.tieMatched(id, list));
    return {
      dryRun,
      counts: countsOf(matches),
      items: matches.map((match, row) => ({ row, ...list.rows[row]!, ...this.matchAnswer(match) })),
    };
  }

  /** Cameras of the village that came since the purchase, and that none has paid for. */
  @Get('suggestions')
  @Roles('admin', 'village', 'auditor')
  async suggestions(@Param('id', { schema: idSchema }) id: string) {
    const devices = await this.matcher.suggestions(id);
    return {
      items: devices.map(({ villageId: _villageId, registeredAt, ...device }) => ({
        ...device,
        registeredAt: toIso(registeredAt),
      })),
    };
  }

  /** For one that was tied by mistake. Who tied it, who untied it, and why, is kept. */
  @Delete(':cameraId')
  @HttpCode(204)
  @Roles('admin', 'village')
  async untie(
    @Param('id', { schema: idSchema }) id: string,
    @Param('cameraId', { schema: idSchema }) cameraId: string,
    @Query({ schema: untieQuerySchema }) { reason }: z.output<typeof untieQuerySchema>,
  ): Promise<void> {
    await this.ties.untie(id, cameraId, reason);
  }

  private matchAnswer(match: DeviceMatch) {
    if (match.status !== 'claimed') return match;
    return { status: match.status, ...this.ties.told(match.claim) };
  }
}

function cameraAnswer({ at, ...camera }: BoughtCamera) {
  return { ...camera, at: toIso(at) };
}

function countsOf(matches: readonly DeviceMatch[]): Readonly<Record<DeviceMatch['status'], number>> {
  const counts = { matched: 0, ambiguous: 0, claimed: 0, repeated: 0, unknown: 0 };
  for (const { status } of matches) counts[status] += 1;
  return counts;
}
