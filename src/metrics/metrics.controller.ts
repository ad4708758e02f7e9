import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Registry as Register } from 'prom-client';
import { OpenToMetricsNetworks } from '../access/index.js';
import { Registry } from '../registry/index.js';
import { CameraMetrics } from './camera-metrics.js';
import { labelsOf } from './group-names.js';
import { METRICS_REGISTER } from './register.js';

/** One group of Prometheus' HTTP service discovery. */
interface TargetGroup {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

@ApiTags('metrics')
@Controller()
export class MetricsController {
  constructor(
    @Inject(METRICS_REGISTER) private readonly register: Register,
    @Inject(CameraMetrics) private readonly cameras: CameraMetrics,
    @Inject(Registry) private readonly registry: Registry,
  ) {}

  /** Everything that Prometheus scrapes, as text. */
  @OpenToMetricsNetworks()
  @Get('metrics')
  @ApiProduces('text/plain')
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    await this.cameras.refresh();
    const text = await this.register.metrics();
    await reply.header('Content-Type', this.register.contentType).send(text);
  }

  /** The cameras in service as targets of HTTP service discovery, for blackbox_exporter and the like. */
  @ApiBearerAuth()
  @Get('prometheus/targets')
  async targets(): Promise<TargetGroup[]> {
    const villages = labelsOf(await this.registry.villages());
    const programmes = labelsOf(await this.registry.programmes());
    const names = new Map((await this.registry.cameras()).map(({ id, name }) => [id, name]));
    return (await this.registry.probeTargets()).map(
      ({ cameraId, villageId, programmeId, zoneId, host, onvif, rtsp }) => ({
        targets: [`${host.includes(':') ? `[${host}]` : host}:${(onvif ?? rtsp)!.port}`],
        labels: {
          __meta_shouwang_camera: cameraId,
          __meta_shouwang_name: names.get(cameraId) ?? '',
          __meta_shouwang_village: villages.get(villageId) ?? villageId,
          __meta_shouwang_programme: programmes.get(programmeId ?? '') ?? '',
          __meta_shouwang_zone: zoneId,
          __meta_shouwang_onvif_path: onvif?.path ?? '',
        },
      }),
    );
  }
}
