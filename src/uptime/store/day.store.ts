import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntitySchema } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import { instantTransformer } from '../../platform/database/columns.js';
import type { LocalDay } from '../domain/local-calendar.js';
import type { TimeByState } from '../domain/ratio.js';
import { chunks } from './chunks.js';
import { knownAmong } from './known-cameras.js';

/** What is not in it of a day was unknown. */
export type DayTime = Omit<TimeByState, 'unknown'>;

interface DayRow {
  day: LocalDay;
  cameraId: string;
  onlineMs: number;
  impairedMs: number;
  offlineMs: number;
  maintenanceMs: number;
}
const ms = (name: string) => ({ name, type: 'bigint', transformer: instantTransformer }) as const;
export const days = new EntitySchema<DayRow>({
  name: 'uptime_days',
  tableName: 'uptime_days',
  columns: {
    day: { type: 'text', primary: true },
    cameraId: { name: 'camera_id', type: 'text', primary: true },
    onlineMs: ms('online_ms'),
    impairedMs: ms('impaired_ms'),
    offlineMs: ms('offline_ms'),
    maintenanceMs: ms('maintenance_ms'),
  },
});
export const rolledDays = new EntitySchema<{ day: LocalDay; rolledAt: Instant }>({
  name: 'uptime_rolled_days',
  tableName: 'uptime_rolled_days',
  columns: { day: { type: 'text', primary: true }, rolledAt: ms('rolled_at') },
});

/** The time of each camera by day, and which days are counted. */
@Injectable()
export class DayStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** Null before the first. Days are rolled in order, so all before it are, as far as anybody looked. */
  async lastRolled(): Promise<LocalDay | null> {
    const [row] = await this.source.getRepository(rolledDays).find({ order: { day: 'DESC' }, take: 1 });
    return row?.day ?? null;
  }

  /** A day as a whole, in place of what was counted of it before. */
  async roll(day: LocalDay, timeOf: ReadonlyMap<string, DayTime>, rolledAt: Instant): Promise<void> {
    await this.source.transaction(async (manager) => {
      const known = await knownAmong(manager, [...timeOf.keys()]);
      const rows = [...timeOf]
        .filter(([cameraId]) => known.has(cameraId))
        .map(([cameraId, { online, impaired, offline, maintenance }]) => ({
          day,
          cameraId,
          onlineMs: online,
          impairedMs: impaired,
          offlineMs: offline,
          maintenanceMs: maintenance,
        }));
      await manager.getRepository(days).delete({ day });
      for (const part of chunks(rows)) await manager.getRepository(days).insert(part);
      await manager.getRepository(rolledDays).upsert({ day, rolledAt }, ['day']);
    });
  }

  /** The sums of these days, both included, of every camera. */
  sums(first: LocalDay, last: LocalDay): Promise<ReadonlyMap<string, DayTime>> {
    return this.sumsWhere('d.day >= :first AND d.day <= :last', { first, last });
  }

  /** The same of some cameras, from `first` on. */
  async sumsOf(cameraIds: readonly string[], first: LocalDay): Promise<ReadonlyMap<string, DayTime>> {
    const sums: (readonly [string, DayTime])[] = [];
    for (const part of chunks(cameraIds))
      sums.push(...(await this.sumsWhere('d.camera_id IN (:...part) AND d.day >= :first', { part, first })));
    return new Map(sums);
  }

  private async sumsWhere(
    condition: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<ReadonlyMap<string, DayTime>> {
    const rows = await this.source
      .getRepository(days)
      .createQueryBuilder('d')
      .select('d.camera_id', 'cameraId')
      .addSelect('SUM(d.online_ms)', 'online')
      .addSelect('SUM(d.impaired_ms)', 'impaired')
      .addSelect('SUM(d.offline_ms)', 'offline')
      .addSelect('SUM(d.maintenance_ms)', 'maintenance')
      .where(condition, parameters)
      .groupBy('d.camera_id')
      .getRawMany<{ cameraId: string } & Record<keyof DayTime, string | number>>();
    return new Map(
      rows.map(({ cameraId, online, impaired, offline, maintenance }) => [
        cameraId,
        {
          online: Number(online),
          impaired: Number(impaired),
          offline: Number(offline),
          maintenance: Number(maintenance),
        },
      ]),
    );
  }
}
