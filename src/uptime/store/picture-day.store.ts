import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntitySchema } from 'typeorm';
import type { LocalDay } from '../domain/local-calendar.js';
import { chunks } from './chunks.js';
import { knownAmong } from './known-cameras.js';

/** A picture of the camera was decoded on this day. */
export interface PictureDay {
  readonly cameraId: string;
  readonly day: LocalDay;
}

export const pictureDays = new EntitySchema<PictureDay>({
  name: 'uptime_picture_days',
  tableName: 'uptime_picture_days',
  columns: {
    cameraId: { name: 'camera_id', type: 'text', primary: true },
    day: { type: 'text', primary: true },
  },
});

/** Days with a picture, for as long as their camera is in the register. */
@Injectable()
export class PictureDayStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** What is there already is left as it is, and cameras that are gone are left out. */
  async add(rows: readonly PictureDay[]): Promise<void> {
    await this.source.transaction(async (manager) => {
      const known = await knownAmong(manager, [...new Set(rows.map(({ cameraId }) => cameraId))]);
      const kept = rows.filter(({ cameraId }) => known.has(cameraId));
      for (const part of chunks(kept))
        await manager
          .getRepository(pictureDays)
          .createQueryBuilder()
          .insert()
          .values(part)
          .orIgnore()
          .execute();
    });
  }

  /** How many of them each camera has, from `first` on; one that has none is not in it. */
  async count(cameraIds: readonly string[], first: LocalDay): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const part of chunks(cameraIds)) {
      const rows = await this.source
        .getRepository(pictureDays)
        .createQueryBuilder('p')
        .select('p.camera_id', 'cameraId')
        .addSelect('COUNT(*)', 'days')
        .where('p.camera_id IN (:...part) AND p.day >= :first', { part, first })
        .groupBy('p.camera_id')
        .getRawMany<{ cameraId: string; days: string | number }>();
      for (const { cameraId, days } of rows) counts.set(cameraId, Number(days));
    }
    return counts;
  }
}
