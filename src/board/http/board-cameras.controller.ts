import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EveryRole } from '../../access/index.js';
import { ConditionalGet, hasTag } from '../../platform/conditional.js';
import { CameraBoards } from '../app/camera-board.js';
import type { cameraColumns } from '../domain/camera-columns.js';

/** What is sent as it lies in memory, for the document of the API. */
export interface Answers {
  readonly BoardCamerasController_cameras: { readonly at: string } & ReturnType<typeof cameraColumns>;
}

@ApiTags('board')
@ApiBearerAuth()
@EveryRole()
@Controller('board')
export class BoardCamerasController {
  constructor(@Inject(CameraBoards) private readonly boards: CameraBoards) {}

  /**
   * All cameras of one's own villages in whatever lifecycle, by column, for a map: `villages`, `states` and `faults` are
   * places in the lists `villageIds`, `stateNames` and `faultCodes`; `sinceS` in seconds since 1970; positions in WGS 84,
   * null where not known; `inMaintenance` whatever the state. Nothing (304) for who has it as it is.
   */
  @Get('cameras')
  @ConditionalGet()
  async cameras(
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Headers('accept-encoding') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const board = this.boards.board();
    void reply.headers({
      'Cache-Control': 'private, no-cache',
      Vary: 'Accept-Encoding, Authorization, Cookie',
    });
    if (hasTag(reply, board.etag, ifNoneMatch)) return void (await reply.send());
    void reply.type('application/json; charset=utf-8');
    if (!takesGzip(accepted)) return void (await reply.send(board.json));
    await reply.header('Content-Encoding', 'gzip').send(await board.zipped());
  }
}

function takesGzip(accepted = ''): boolean {
  return accepted.split(',').some((coding) => /^\s*gzip\s*(?:;\s*q=(?:1|0\.\d*[1-9]).*)?$/i.test(coding));
}
