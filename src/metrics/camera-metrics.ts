import { Inject, Injectable } from '@nestjs/common';
import { Gauge, type Registry as Register } from 'prom-client';
import { CAMERA_STATES, type CameraState } from '../kernel/camera-state.js';
import { DAY_MS, HOUR_MS } from '../kernel/instant.js';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Registry } from '../registry/index.js';
import { type CameraStanding, type GroupTime, intactRatio, Uptime, uptimeRatio } from '../uptime/index.js';
import { labelsOf } from './group-names.js';
import { METRICS_REGISTER } from './register.js';

const WINDOWS_MS = { '24h': 24 * HOUR_MS, '7d': 7 * DAY_MS, '30d': 30 * DAY_MS } as const;
/** Ratios over a day change slowly; several scrapers share one computation. */
const RATIOS_AGE_MS = 10_000;
/** The programme of cameras that have none, and of villages that have no cameras. */
const NO_PROGRAMME = '';

type Ratios = Record<keyof typeof WINDOWS_MS, readonly GroupTime[]>;

/** Gauges by village and programme, set anew at each scrape from what the rooms hold in memory. */
@Injectable()
export class CameraMetrics {
  private readonly cameras: Gauge<'village' | 'programme' | 'state'>;
  private readonly uptimeRatio: Gauge<'village' | 'programme' | 'window'>;
  private readonly intactRatio: Gauge<'village' | 'programme' | 'window'>;
  private readonly cameraState: Gauge<'camera' | 'village' | 'state'>;
  private ratios: { readonly at: number; readonly value: Ratios } | null = null;

  constructor(
    @Inject(METRICS_REGISTER) register: Register,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    const registers = [register];
    const gauge = <L extends string>(name: string, help: string, labelNames: L[]): Gauge<L> =>
      new Gauge({ name, help, labelNames, registers });
    this.cameras = gauge('shouwang_cameras', 'Cameras by state.', ['village', 'programme', 'state']);
    this.uptimeRatio = gauge(
      'shouwang_village_uptime_ratio',
      'Time online or impaired, of the time that was looked at; absent where nothing was.',
      ['village', 'programme', 'window'],
    );
    this.intactRatio = gauge(
      'shouwang_village_intact_ratio',
      'Time online, of the time that was looked at; absent where nothing was.',
      ['village', 'programme', 'window'],
    );
    this.cameraState = gauge('shouwang_camera_state', '1 for the state that the camera is in.', [
      'camera',
      'village',
      'state',
    ]);
  }

  async refresh(): Promise<void> {
    const villages = labelsOf(await this.registry.villages());
    const programmes = labelsOf(await this.registry.programmes());
    const standings = this.uptime.standings();
    this.setCounts(standings, villages, programmes);
    this.setRatios(villages, programmes);
    this.setStates(standings, villages);
  }

  private setCounts(
    standings: readonly CameraStanding[],
    villages: ReadonlyMap<string, string>,
    programmes: ReadonlyMap<string, string>,
  ): void {
    this.cameras.reset();
    const counts = new Map<
      string,
      { village: string; programme: string; count: Record<CameraState, number> }
    >();
    const countOf = (village: string, programme: string): Record<CameraState, number> => {
      const key = `${village}\n${programme}`;
      const known = counts.get(key) ?? {
        village,
        programme,
        count: { online: 0, impaired: 0, offline: 0, unknown: 0 },
      };
      counts.set(key, known);
      return known.count;
    };
    for (const { villageId, programmeId, standing } of standings) {
      const programme = programmes.get(programmeId ?? '') ?? NO_PROGRAMME;
      countOf(villages.get(villageId) ?? villageId, programme)[standing.state] += 1;
    }
    // Every village has its gauges from the first scrape, also where they are zero.
    const counted = new Set([...counts.values()].map(({ village }) => village));
    for (const village of villages.values()) if (!counted.has(village)) countOf(village, NO_PROGRAMME);
    for (const { village, programme, count } of counts.values()) {
      for (const state of CAMERA_STATES) this.cameras.set({ village, programme, state }, count[state]);
    }
  }

  private setRatios(villages: ReadonlyMap<string, string>, programmes: ReadonlyMap<string, string>): void {
    this.uptimeRatio.reset();
    this.intactRatio.reset();
    for (const [window, groups] of Object.entries(this.currentRatios())) {
      for (const { villageId, programmeId, time } of groups) {
        const village = villages.get(villageId) ?? villageId;
        const labels = { village, programme: programmes.get(programmeId ?? '') ?? NO_PROGRAMME, window };
        const [uptime, intact] = [uptimeRatio(time), intactRatio(time)];
        if (uptime !== null) this.uptimeRatio.set(labels, uptime);
        if (intact !== null) this.intactRatio.set(labels, intact);
      }
    }
  }

  private currentRatios(): Ratios {
    const now = this.clock.monotonicMs();
    if (this.ratios !== null && now - this.ratios.at < RATIOS_AGE_MS) return this.ratios.value;
    const entries = Object.entries(WINDOWS_MS).map(([window, ms]) => [window, this.uptime.timeByGroup(ms)]);
    this.ratios = { at: now, value: Object.fromEntries(entries) as Ratios };
    return this.ratios.value;
  }

  private setStates(standings: readonly CameraStanding[], villages: ReadonlyMap<string, string>): void {
    this.cameraState.reset();
    if (standings.length > this.config.metrics.cameraStateLimit) return;
    for (const { cameraId, villageId, standing } of standings) {
      const village = villages.get(villageId) ?? villageId;
      for (const state of CAMERA_STATES) {
        this.cameraState.set({ camera: cameraId, village, state }, standing.state === state ? 1 : 0);
      }
    }
  }
}
