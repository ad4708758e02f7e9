import { Inject, Injectable } from '@nestjs/common';
import { VillageScope } from '../../access/index.js';
import { Config } from '../../platform/config/config.js';
import { Registry } from '../../registry/index.js';
import { addTime, intactRatio, NO_TIME, type TimeByState, uptimeRatio } from '../domain/ratio.js';
import { addRepairs, meanRepairMs, NO_REPAIRS, ranksOf, type RepairSum } from '../domain/repairs.js';
import { OutageStore } from '../store/outage.store.js';
import { type CameraStanding, type Standings, Uptime } from '../uptime.facade.js';
import { type GroupedBy, groupKey, groupsOf } from './groups.js';
import type { PeriodTimes } from './period-times.js';

/** One line of a report. Ratios and times are null where nothing was looked at, or nothing repaired. */
export interface ReportLine {
  readonly id: string | null;
  readonly name: string;
  /** By uptime, 1 for the best; null without a ratio. */
  readonly rank: number | null;
  readonly cameras: number;
  readonly uptimeRatio: number | null;
  readonly intactRatio: number | null;
  readonly faults: number;
  readonly meanRepairMs: number | null;
  /** Cameras with so many outages that they are one fault that was never mended. */
  readonly repeatedlyFaulty: number;
}

/** A camera with what it did. */
export interface CameraLine {
  readonly camera: CameraStanding;
  readonly time: TimeByState;
  readonly repairs: RepairSum;
}

interface Sum {
  readonly cameras: number;
  readonly time: TimeByState;
  readonly repairs: RepairSum;
  readonly repeatedlyFaulty: number;
}

const NO_SUM: Sum = { cameras: 0, time: NO_TIME, repairs: NO_REPAIRS, repeatedlyFaulty: 0 };

/** Ratios beside outages, for reports; a camera counts in the groups that it belongs to now. */
@Injectable()
export class MonthReport {
  constructor(
    @Inject(Uptime) private readonly uptime: Standings,
    @Inject(OutageStore) private readonly outages: OutageStore,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(VillageScope) private readonly scope: VillageScope,
    @Inject(Config) private readonly config: Pick<Config, 'uptime'>,
  ) {}

  /** Every camera that exists for who asks, in the order of ids. */
  async cameras({ bounds, timeOf }: PeriodTimes): Promise<readonly CameraLine[]> {
    const repairs = await this.outages.repairs(bounds);
    return this.uptime
      .standings()
      .filter(({ villageId }) => this.scope.allows(villageId))
      .map((camera) => ({
        camera,
        time: timeOf(camera.cameraId),
        repairs: repairs.get(camera.cameraId) ?? NO_REPAIRS,
      }));
  }

  /** Best first; groups without a ratio at the end. */
  async lines(by: GroupedBy, cameras: readonly CameraLine[]): Promise<readonly ReportLine[]> {
    const sums = new Map<string | null, Sum>();
    for (const line of cameras) {
      const id = groupKey(by, line.camera);
      sums.set(id, this.add(sums.get(id) ?? NO_SUM, line));
    }
    const groups = await groupsOf(by, this.registry, { villageIds: this.scope.only(), found: sums });
    const ranks = ranksOf(groups.map(({ id }) => uptimeRatio((sums.get(id) ?? NO_SUM).time)));
    return groups
      .map(({ id, name }, index) => lineOf({ id, name, rank: ranks[index] ?? null }, sums.get(id) ?? NO_SUM))
      .toSorted((left, right) => (left.rank ?? Infinity) - (right.rank ?? Infinity) || 0);
  }

  /** The lowest uptime first, then the most outages; those never looked at are left out. */
  worst(cameras: readonly CameraLine[], limit: number): readonly CameraLine[] {
    return cameras
      .filter(({ time }) => uptimeRatio(time) !== null)
      .toSorted(
        (left, right) =>
          uptimeRatio(left.time)! - uptimeRatio(right.time)! || right.repairs.faults - left.repairs.faults,
      )
      .slice(0, limit);
  }

  isRepeatedlyFaulty({ repairs }: CameraLine): boolean {
    return repairs.faults >= this.config.uptime.repeatedFaults;
  }

  private add(sum: Sum, line: CameraLine): Sum {
    return {
      cameras: sum.cameras + 1,
      time: addTime(sum.time, line.time),
      repairs: addRepairs(sum.repairs, line.repairs),
      repeatedlyFaulty: sum.repeatedlyFaulty + (this.isRepeatedlyFaulty(line) ? 1 : 0),
    };
  }
}

function lineOf(
  group: Pick<ReportLine, 'id' | 'name' | 'rank'>,
  { cameras, time, repairs, repeatedlyFaulty }: Sum,
): ReportLine {
  return {
    ...group,
    cameras,
    uptimeRatio: uptimeRatio(time),
    intactRatio: intactRatio(time),
    faults: repairs.faults,
    meanRepairMs: meanRepairMs(repairs),
    repeatedlyFaulty,
  };
}
