import { Controller, Get, Headers, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { CurrentActor, EveryRole, Standing } from '../../access/index.js';
import { Config } from '../../platform/config/config.js';
import { BoardStreams } from '../app/board-streams.js';
import { eventsQuerySchema } from './board.schema.js';
import { EventStream } from './event-stream.js';

/** Neither kept on the way, nor gathered by a proxy (nginx) before it is handed on. */
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
} as const;

@ApiTags('board')
@ApiBearerAuth()
@EveryRole()
@Controller('board')
export class BoardEventsController {
  constructor(
    @Inject(BoardStreams) private readonly streams: BoardStreams,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Standing) private readonly standing: Standing,
    @Inject(Config) private readonly config: Config,
  ) {}

  /**
   * Server-sent events: what changes, told at most once a second, of one's own villages. `states` ({cameraId, state, fault,
   * since}), `maintenance` ({cameraId, isInMaintenance}), `outages` and `incidents` (an id and what became of it), `orders` ({orderId, state}) and `register` (`cameras`
   * or `groups`: ask for them again), each with `items`; `hello` first, `beat` every 15 seconds. Who comes again with the
   * id of the last event gets what they missed, or `reset` where that is not known any more: ask for everything again.
   * `end` is the last event, with a reason.
   */
  @Get('events')
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Sent by browsers that come again.' })
  async events(
    @Query({ schema: eventsQuerySchema }) { after }: z.output<typeof eventsQuerySchema>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.headers(HEADERS);
    // Nothing would ever read the stream of a HEAD, nor end it.
    if (request.method === 'HEAD') return void (await reply.send(''));
    const actor = this.actors.get();
    const leaveSeat = this.streams.seat(actor);
    const stream = new EventStream(this.config.board.maxBacklogKb * 1_024);
    const leave = this.streams.begin(stream, actor, {
      actorNow: () => this.standing.actorOf(request),
      lastId: lastEventId || after || null,
    });
    stream.once('close', () => {
      leave();
      leaveSeat();
    });
    await reply.send(stream);
  }
}
