import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, type Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Registry } from '../../registry/index.js';
import type { Transition } from '../domain/standing.js';
import { addTime, intactRatio, NO_TIME, type TimeByState, uptimeRatio } from '../domain/ratio.js';
import { UptimeStore } from '../store/uptime.store.js';
import { type CameraStanding, Uptime } from '../uptime.facade.js';

export type GroupedBy = 'camera' | 'village' | 'programme' | 'town';

/** One group over one window. Seconds are exact; ratios are null where nothing was looked at. */
export interface UptimeGroup {
  readonly id: string;
  readonly name: string;
  readonly cameras: number;
  readonly uptimeRatio: number | null;
  readonly intactRatio: number | null;
  readonly onlineS: number;
  readonly impairedS: number;
  readonly offlineS: number;
  readonly unknownS: number;
}

export interface TimelineBounds {
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly limit: number;
}

@Injectable()
export class UptimeReport {
  constructor(
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(UptimeStore) private readonly store: UptimeStore,
  ) {}

  /** The transitions of one camera, oldest first. The last 30 days where no bound is given. */
  async timeline(
    cameraId: string,
    { from, to = this.clock.now(), limit }: TimelineBounds,
  ): Promise<readonly Transition[]> {
    const rows = await this.store.timeline(cameraId, from ?? to - 30 * DAY_MS, to, limit);
    return rows.map(({ at, fromState, toState, faultCode, faultDetail }) => ({
      at,
      from: fromState,
      to: toState,
      fault: faultCode === null ? null : { code: faultCode, detail: faultDetail ?? '' },
    }));
  }

  /** Villages and programmes without cameras are listed, too: their ratios are null. */
  async report(by: GroupedBy, windowMs: number, villageId: string | null): Promise<UptimeReportAnswer> {
    const to = this.clock.now();
    const from = to - windowMs;
    const groups = await this.emptyGroups(by);
    for (const camera of this.uptime.standings()) {
      if (villageId !== null && camera.villageId !== villageId) continue;
      const { id, name } = groupOf(by, camera);
      if (id === null) continue;
      const group = groups.get(id) ?? { name, cameras: 0, time: NO_TIME };
      const time = addTime(group.time, this.uptime.timeOf(camera.cameraId, from, to));
      groups.set(id, { name: group.name, cameras: group.cameras + 1, time });
    }
    return { from, to, groups: [...groups].map(([id, group]) => toGroup(id, group)) };
  }

  private async emptyGroups(by: GroupedBy): Promise<Map<string, Gathered>> {
    if (by === 'camera') return new Map();
    if (by === 'town') return new Map([['town', { name: '全镇', cameras: 0, time: NO_TIME }]]);
    const known = by === 'village' ? await this.registry.villages() : await this.registry.programmes();
    return new Map(known.map(({ id, name }) => [id, { name, cameras: 0, time: NO_TIME }]));
  }
}

interface UptimeReportAnswer {
  readonly from: Instant;
  readonly to: Instant;
  readonly groups: readonly UptimeGroup[];
}

interface Gathered {
  readonly name: string;
  readonly cameras: number;
  readonly time: TimeByState;
}

function groupOf(by: GroupedBy, camera: CameraStanding): { id: string | null; name: string } {
  switch (by) {
    case 'camera':
      return { id: camera.cameraId, name: camera.name };
    case 'village':
      return { id: camera.villageId, name: '' };
    case 'programme':
      return { id: camera.programmeId, name: '' };
    case 'town':
      return { id: 'town', name: '' };
  }
}

function toGroup(id: string, { name, cameras, time }: Gathered): UptimeGroup {
  return {
    id,
    name,
    cameras,
    uptimeRatio: uptimeRatio(time),
    intactRatio: intactRatio(time),
    onlineS: time.online / 1_000,
    impairedS: time.impaired / 1_000,
    offlineS: time.offline / 1_000,
    unknownS: time.unknown / 1_000,
  };
}
