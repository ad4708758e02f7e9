import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import type { CameraState } from '../../kernel/camera-state.js';
import type { Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Registry } from '../../registry/index.js';
import { addTime, intactRatio, NO_TIME, type TimeByState, uptimeRatio } from '../domain/ratio.js';
import { type Standings, Uptime } from '../uptime.facade.js';
import type { PeriodTimes } from './period-times.js';
import { type GroupedBy, groupKey, groupsOf } from './groups.js';

/** One group over one window. Seconds are exact; ratios are null where nothing was looked at. */
export interface UptimeGroup {
  /** Null for the cameras of no programme. */
  readonly id: string | null;
  readonly name: string;
  readonly cameras: number;
  readonly uptimeRatio: number | null;
  readonly intactRatio: number | null;
  readonly onlineS: number;
  readonly impairedS: number;
  readonly offlineS: number;
  readonly unknownS: number;
  readonly maintenanceS: number;
}

/** How the cameras of one group stand now. */
export type StateCount = {
  readonly id: string | null;
  readonly name: string;
  /** All that the register holds: the four states, and those that are not in service. */
  readonly cameras: number;
  readonly notInService: number;
  /** In service and in maintenance, whatever their state. */
  readonly maintenance: number;
} & Readonly<Record<CameraState, number>>;

export interface UptimeAnswer {
  readonly from: Instant;
  readonly to: Instant;
  readonly groups: readonly UptimeGroup[];
}

/** Seconds, ratios and counts by group. Villages and programmes without cameras are listed, too. */
@Injectable()
export class UptimeReport {
  constructor(
    @Inject(Uptime) private readonly uptime: Standings,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(VillageScope) private readonly scope: VillageScope,
  ) {}

  /** Over a stretch whose times were read before: a month. */
  async ratiosOver(
    by: GroupedBy | 'camera',
    { bounds, timeOf }: PeriodTimes,
    villageId: string | null,
  ): Promise<UptimeAnswer> {
    await this.expectVillage(villageId);
    const [from, to] = bounds;
    const cameras = this.uptime.standings().filter((camera) => this.isCounted(camera, villageId));
    if (by === 'camera') {
      const groups = cameras.map(({ cameraId, name }) =>
        toGroup({ id: cameraId, name }, { cameras: 1, time: timeOf(cameraId) }),
      );
      return { from, to, groups };
    }
    const sums = new Map<string | null, Sum>();
    for (const camera of cameras)
      addTo(sums, groupKey(by, camera), { cameras: 1, time: timeOf(camera.cameraId) });
    return { from, to, groups: await this.named(by, sums, villageId) };
  }

  async ratios(by: GroupedBy | 'camera', windowMs: number, villageId: string | null): Promise<UptimeAnswer> {
    await this.expectVillage(villageId);
    const to = this.clock.now();
    const from = to - windowMs;
    const groups =
      by === 'camera' ? this.byCamera(from, to, villageId) : await this.byGroup(by, [from, to], villageId);
    return { from, to, groups };
  }

  async counts(by: GroupedBy, villageId: string | null): Promise<readonly StateCount[]> {
    await this.expectVillage(villageId);
    const counts = new Map<string | null, StateCount>();
    for (const group of this.uptime.counts(this.clock.now())) {
      if (!this.isCounted(group, villageId)) continue;
      const id = groupKey(by, group);
      const { inService, maintenance, notInService } = group;
      const sum = counts.get(id) ?? { id, name: '', ...NO_CAMERAS };
      counts.set(id, {
        ...sum,
        cameras:
          sum.cameras +
          inService.online +
          inService.impaired +
          inService.offline +
          inService.unknown +
          maintenance +
          notInService,
        notInService: sum.notInService + notInService,
        maintenance: sum.maintenance + maintenance,
        online: sum.online + inService.online,
        impaired: sum.impaired + inService.impaired,
        offline: sum.offline + inService.offline,
        unknown: sum.unknown + inService.unknown,
      });
    }
    const named = await groupsOf(by, this.registry, {
      villageIds: this.scope.narrow(villageId),
      found: counts,
    });
    return named.map(({ id, name }) => ({ ...(counts.get(id) ?? NO_CAMERAS), id, name }));
  }

  private byCamera(from: Instant, to: Instant, villageId: string | null): UptimeGroup[] {
    const timeOf = this.uptime.timesOver(from, to);
    return this.uptime
      .standings()
      .filter((camera) => this.isCounted(camera, villageId))
      .map(({ cameraId, name }) => toGroup({ id: cameraId, name }, { cameras: 1, time: timeOf(cameraId) }));
  }

  private async byGroup(
    by: GroupedBy,
    [from, to]: readonly [Instant, Instant],
    villageId: string | null,
  ): Promise<UptimeGroup[]> {
    const sums = new Map<string | null, Sum>();
    for (const group of this.uptime.timeByGroup(from, to)) {
      if (!this.isCounted(group, villageId)) continue;
      addTo(sums, groupKey(by, group), group);
    }
    return this.named(by, sums, villageId);
  }

  private async named(
    by: GroupedBy,
    sums: ReadonlyMap<string | null, Sum>,
    villageId: string | null,
  ): Promise<UptimeGroup[]> {
    const villageIds = this.scope.narrow(villageId);
    const named = await groupsOf(by, this.registry, { villageIds, found: sums });
    return named.map((group) => toGroup(group, sums.get(group.id) ?? NO_SUM));
  }

  private isCounted(entry: { readonly villageId: string }, villageId: string | null): boolean {
    return this.scope.narrow(villageId)?.includes(entry.villageId) ?? true;
  }

  private async expectVillage(villageId: string | null): Promise<void> {
    if (villageId !== null) this.scope.expect(villageId, await this.registry.villages());
  }
}

interface Sum {
  readonly cameras: number;
  readonly time: TimeByState;
}

const NO_SUM: Sum = { cameras: 0, time: NO_TIME };
const NO_CAMERAS = {
  cameras: 0,
  notInService: 0,
  maintenance: 0,
  online: 0,
  impaired: 0,
  offline: 0,
  unknown: 0,
};

function addTo(sums: Map<string | null, Sum>, id: string | null, added: Sum): void {
  const { cameras, time } = sums.get(id) ?? NO_SUM;
  sums.set(id, { cameras: cameras + added.cameras, time: addTime(time, added.time) });
}

function toGroup(
  { id, name }: { readonly id: string | null; readonly name: string },
  { cameras, time }: Sum,
): UptimeGroup {
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
    maintenanceS: time.maintenance / 1_000,
  };
}
