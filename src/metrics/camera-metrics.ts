import { Inject, Injectable } from '@nestjs/common';
import { Gauge, type Registry as Register } from 'prom-client';
import { CAMERA_STATES } from '../kernel/camera-state.js';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { type GroupCount, Uptime } from '../uptime/index.js';
import { type GroupLabels, NO_PROGRAMME } from './group-labels.js';
import { METRICS_REGISTER } from './register.js';

type Counted = Pick<GroupCount, 'inService' | 'maintenance'>;
const NO_CAMERAS: Counted = {
  inService: { online: 0, impaired: 0, offline: 0, unknown: 0 },
  maintenance: 0,
};

/** How many cameras are in each state, and which, set anew at each scrape from memory. */
@Injectable()
export class CameraMetrics {
  private readonly cameras: Gauge<'village' | 'programme' | 'state'>;
  private readonly cameraState: Gauge<'camera' | 'village' | 'state'>;

  constructor(
    @Inject(METRICS_REGISTER) register: Register,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    const registers = [register];
    this.cameras = new Gauge({
      name: 'shouwang_cameras',
      help: 'Cameras in service, by state; those in a maintenance window count as maintenance, whatever their state.',
      labelNames: ['village', 'programme', 'state'],
      registers,
    });
    this.cameraState = new Gauge({
      name: 'shouwang_camera_state',
      help: '1 for the state that the camera in service is in, 0 for the others.',
      labelNames: ['camera', 'village', 'state'],
      registers,
    });
  }

  refresh(labels: GroupLabels): void {
    const counts = this.uptime.counts(this.clock.now());
    this.setCounts(counts, labels);
    this.setStates(counts, labels);
  }

  private setCounts(counts: readonly GroupCount[], labels: GroupLabels): void {
    this.cameras.reset();
    const set = (village: string, programme: string, { inService, maintenance }: Counted): void => {
      for (const state of CAMERA_STATES) this.cameras.set({ village, programme, state }, inService[state]);
      this.cameras.set({ village, programme, state: 'maintenance' }, maintenance);
    };
    for (const group of counts) set(labels.village(group), labels.programme(group), group);
    // Every village has its gauges from the first scrape, also where they are zero.
    const counted = new Set(counts.map(({ villageId }) => villageId));
    for (const [villageId, village] of labels.villages) {
      if (!counted.has(villageId)) set(village, NO_PROGRAMME, NO_CAMERAS);
    }
  }

  private setStates(counts: readonly GroupCount[], labels: GroupLabels): void {
    this.cameraState.reset();
    const cameras = counts.reduce((sum, group) => sum + total(group), 0);
    if (cameras > this.config.metrics.cameraStateLimit) return;
    for (const { cameraId, isInService, standing, ...group } of this.uptime.standings()) {
      if (!isInService) continue;
      for (const state of CAMERA_STATES) {
        const value = standing.state === state ? 1 : 0;
        this.cameraState.set({ camera: cameraId, village: labels.village(group), state }, value);
      }
    }
  }
}

function total({ inService, maintenance }: Counted): number {
  return CAMERA_STATES.reduce((sum, state) => sum + inService[state], maintenance);
}
