import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Roles, WholeTown } from '../access/index.js';
import { type ProbeTarget, Registry } from '../registry/index.js';
import { Uptime } from '../uptime/index.js';
import { GroupLabels } from './group-labels.js';

/** One group of Prometheus' HTTP service discovery. */
interface TargetGroup {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

@ApiTags('metrics')
@ApiBearerAuth()
@Controller()
export class TargetsController {
  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Uptime) private readonly uptime: Uptime,
  ) {}

  /** The cameras in service as targets of HTTP service discovery, for blackbox_exporter and the like. */
  @Get('prometheus/targets')
  @Roles('admin', 'technician', 'planner', 'auditor')
  @WholeTown()
  async targets(): Promise<TargetGroup[]> {
    const labels = new GroupLabels(await this.registry.villages(), await this.registry.programmes());
    const targets = await this.registry.probeTargets();
    return targets.flatMap((target) => this.groupOf(target, labels) ?? []);
  }

  /** The port of ONVIF, else of RTSP. Null for a camera that has neither. */
  private groupOf(target: ProbeTarget, labels: GroupLabels): TargetGroup | null {
    const { cameraId, zoneId, host, onvif, rtsp } = target;
    const service = onvif ?? rtsp;
    if (service === null) return null;
    const camera = this.uptime.standingOf(cameraId);
    return {
      targets: [`${host.includes(':') ? `[${host}]` : host}:${service.port}`],
      labels: {
        __meta_shouwang_camera: cameraId,
        __meta_shouwang_name: camera?.name ?? '',
        __meta_shouwang_village: labels.village(target),
        __meta_shouwang_programme: labels.programme(target),
        __meta_shouwang_zone: zoneId,
        __meta_shouwang_state: camera?.standing.state ?? 'unknown',
        __meta_shouwang_scheme: `${onvif === null ? 'rtsp' : 'http'}${service.tls ? 's' : ''}`,
        __meta_shouwang_onvif_path: onvif?.path ?? '',
      },
    };
  }
}
