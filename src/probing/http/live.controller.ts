import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Audited, Roles, VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { wantsWebSocket } from '../../platform/upgrade/accept-upgrades.js';
import { Registry } from '../../registry/index.js';
import { noSuchCamera } from '../app/probe-now.js';
import { LiveDoor } from './live-door.js';
import { idSchema, VIEWING_ROLES, viewingReason } from './viewing.js';

const liveQuerySchema = z.strictObject({
  reason: viewingReason,
  codecs: z
    .string()
    .regex(/^h26[45](?:,h26[45])?$/, 'must be h264, h265 or h264,h265')
    .default('h264')
    .describe(
      'What the browser plays (`MediaSource.isTypeSupported`), as `h264,h265`; H.264 goes without saying.',
    ),
});

@ApiTags('probing')
@ApiBearerAuth()
@Controller('cameras/:id')
export class LiveController {
  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(LiveDoor) private readonly door: LiveDoor,
  ) {}

  /**
   * Live view, a WebSocket. First a text message (codec, size, when it ends), then an initialization segment and
   * fragments of MP4 for Media Source Extensions, the first of them with a key picture; the same again when the camera
   * changes its stream. H.264 comes as the camera sends it; H.265 too where `codecs` names it; all else is made small.
   * Without sound. Ends with 4001 (time limit), 4002 (signed out), 4003 (not allowed any more), 4004 (camera removed or
   * changed), 4005 (the camera failed), 4006 (we failed) or 4007 (the service stops), and a sentence.
   */
  @Get('live')
  @Roles(...VIEWING_ROLES)
  @Audited()
  async live(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: liveQuerySchema }) { reason, codecs }: z.output<typeof liveQuerySchema>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const camera = await this.registry.camera(id);
    if (camera === null || !this.scope.allows(camera.villageId)) throw noSuchCamera(id);
    if (!wantsWebSocket(request)) throw new DomainError('invalid', 'websocket-wanted', WEBSOCKET_WANTED);
    const { villageId } = camera;
    await this.door.open(
      { cameraId: id, villageId, reason, takesH265: codecs.includes('h265') },
      request,
      reply,
    );
  }
}

const WEBSOCKET_WANTED = 'This is a WebSocket; open it with ws:// or wss://, or read /frame for one picture.';
