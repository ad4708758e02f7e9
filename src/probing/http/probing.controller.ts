import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { toIso } from '../../kernel/instant.js';
import { Log } from '../../platform/logging/log.js';
import { Registry } from '../../registry/index.js';
import { LatestFrames } from '../app/latest-frames.js';
import { noSuchCamera, ProbeNow } from '../app/probe-now.js';
import { RecentEvidence } from '../app/recent-evidence.js';
import { adviceFor } from '../domain/advice.js';
import type { Evidence } from '../domain/evidence.js';
import type { Verdict } from '../domain/verdict.js';

const idSchema = z.uuid('must be an id');
const frameQuerySchema = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('Why it is looked at; kept with the record of the view.'),
});

@ApiTags('probing')
@ApiBearerAuth()
@Controller('cameras/:id')
export class ProbingController {
  constructor(
    @Inject(ProbeNow) private readonly probeNow: ProbeNow,
    @Inject(LatestFrames) private readonly frames: LatestFrames,
    @Inject(RecentEvidence) private readonly recent: RecentEvidence,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Climbs the whole ladder now and answers with every rung. */
  @Post('probe')
  @HttpCode(200)
  async probe(@Param('id', { schema: idSchema }) id: string) {
    const { climb, verdict } = await this.probeNow.probe(id);
    const { facts, stream, profiles } = climb;
    const device = { ...facts, streamUri: stream?.original ?? null, profiles };
    return { ...answer(climb.evidence, verdict), device: facts === null ? null : device };
  }

  /** What the last probe saw. */
  @Get('evidence')
  async evidence(@Param('id', { schema: idSchema }) id: string) {
    const judged = this.recent.of(id);
    if (judged === null) throw await this.nothing(id, 'no-evidence', 'This camera has not been probed yet.');
    return answer(judged.evidence, judged.verdict);
  }

  /** The latest confirmed picture. */
  @Get('frame')
  @ApiProduces('image/jpeg')
  async frame(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: frameQuerySchema }) { reason }: z.output<typeof frameQuerySchema>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.show(id);
    if (frame === null)
      throw await this.nothing(id, 'no-frame', 'No confirmed picture of this camera is kept.');
    this.log.info(
      { event: 'frame viewed', camera: id, from: request.ip, reason: reason ?? null },
      'a frame was viewed',
    );
    await reply
      .header('Cache-Control', 'no-store')
      .header('X-Captured-At', toIso(frame.at))
      .type('image/jpeg')
      .send(frame.jpeg);
  }

  private async nothing(id: string, code: string, message: string): Promise<DomainError> {
    const camera = await this.registry.camera(id);
    return camera === null ? noSuchCamera(id) : new DomainError('not-found', code, message);
  }
}

function answer(evidence: Evidence, verdict: Verdict) {
  const fault = faultOf(verdict);
  return {
    cameraId: evidence.cameraId,
    kind: evidence.kind,
    at: toIso(evidence.at),
    verdict,
    advice: fault === null ? null : adviceFor(fault.code),
    rungs: evidence.rungs,
    clockOffsetMs: evidence.clockOffsetMs,
  };
}

function faultOf(verdict: Verdict) {
  if (verdict.outcome === 'live') return verdict.impairment;
  return verdict.outcome === 'answered' ? null : verdict.fault;
}
