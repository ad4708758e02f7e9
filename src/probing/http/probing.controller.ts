import { Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Audited, EveryRole, Roles, VillageScope } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { SECOND_MS, toIso } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/logging/log.js';
import { Registry } from '../../registry/index.js';
import { LatestFrames } from '../app/latest-frames.js';
import { noSuchCamera, ProbeNow } from '../app/probe-now.js';
import type { Probed } from '../app/prober.js';
import { RecentEvidence } from '../app/recent-evidence.js';
import { CameraStates, type ShownState } from '../app/camera-states.js';
import { adviceFor } from '../domain/advice.js';
import type { Evidence } from '../domain/evidence.js';
import type { Verdict } from '../domain/verdict.js';
import { probeStream, wantsEvents } from './probe-stream.js';
import { idSchema, VIEWING_ROLES, viewingReason } from './viewing.js';

const frameQuerySchema = z.strictObject({ reason: viewingReason });

@ApiTags('probing')
@ApiBearerAuth()
@Controller('cameras/:id')
export class ProbingController {
  constructor(
    @Inject(ProbeNow) private readonly probeNow: ProbeNow,
    @Inject(LatestFrames) private readonly frames: LatestFrames,
    @Inject(CameraStates) private readonly states: CameraStates,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(RecentEvidence) private readonly recent: RecentEvidence,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Log) private readonly log: Log,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  /**
   * Climbs the whole ladder now and answers with every rung; with `Accept: text/event-stream` as server-sent events, `rung`
   * by `rung` as they are climbed (again where more is learned of one), then `verdict` with the whole answer, or `refused`.
   */
  @Post('probe')
  @Roles('admin', 'technician')
  @HttpCode(200)
  @ApiProduces('application/json', 'text/event-stream')
  async probe(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.expectCamera(id);
    if (!wantsEvents(accept)) return probedAnswer(await this.probeNow.probe(id));
    await this.probeNow.expectTarget(id);
    void reply.headers({ 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' });
    return probeStream(async (tell) => probedAnswer(await this.probeNow.probe(id, tell)));
  }

  /** What the last probe saw. */
  @Get('evidence')
  @EveryRole()
  async evidence(@Param('id', { schema: idSchema }) id: string) {
    await this.expectCamera(id);
    const judged = this.recent.of(id);
    if (judged === null) throw nothing('no-evidence', 'This camera has not been probed yet.');
    return answer(judged.evidence, judged.verdict);
  }

  /**
   * The latest confirmed picture. `X-Captured-At` and `Age` (seconds) say how old it is; `X-Camera-State`,
   * `X-Camera-State-Since` and, where something is wrong, `X-Camera-Fault` how the camera stands now.
   */
  @Get('frame')
  @Roles(...VIEWING_ROLES)
  @Audited()
  @ApiProduces('image/jpeg')
  async frame(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: frameQuerySchema }) { reason }: z.output<typeof frameQuerySchema>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.expectCamera(id);
    const frame = await this.frames.show(id);
    if (frame === null) throw nothing('no-frame', 'No confirmed picture of this camera is kept.');
    this.log.info({ event: 'frame viewed', camera: id, from: request.ip, reason }, 'a frame was viewed');
    await reply
      .header('Cache-Control', 'no-store')
      .header('X-Captured-At', toIso(frame.at))
      .header('Age', Math.max(0, Math.floor((this.clock.now() - frame.at) / SECOND_MS)))
      .headers(stateHeaders(this.states.of(id)))
      .type('image/jpeg')
      .send(frame.jpeg);
  }

  private async expectCamera(id: string): Promise<void> {
    const camera = await this.registry.camera(id);
    if (camera === null || !this.scope.allows(camera.villageId)) throw noSuchCamera(id);
  }
}

function stateHeaders(shown: ShownState | null): Record<string, string> {
  if (shown === null) return { 'X-Camera-State': 'unknown' };
  const { state, fault, since } = shown;
  const headers = { 'X-Camera-State': state, 'X-Camera-State-Since': toIso(since) };
  return fault === null ? headers : { ...headers, 'X-Camera-Fault': fault };
}

function nothing(code: string, message: string): DomainError {
  return new DomainError('not-found', code, message);
}

function probedAnswer({ climb, verdict }: Probed) {
  const { facts, stream, profiles } = climb;
  const device = { ...facts, streamUri: stream?.original ?? null, profiles };
  return { ...answer(climb.evidence, verdict), device: facts === null ? null : device };
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
