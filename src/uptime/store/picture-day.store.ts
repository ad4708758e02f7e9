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

  /**
   * How many of them each camera has from its own day on, but no more than are asked for; one that has none is not in it.
   * One question for a thousand cameras, whatever their days, and no row is read in vain.
   */
  async count(since: ReadonlyMap<string, LocalDay>, atMost: number): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const part of chunks([...since])) {
      const rows = await this.source.query<readonly { cameraId: string; days: string | number }[]>(
        this.counting(part.length),
        [...part.flat(), atMost],
      );
      for (const { cameraId, days } of rows) if (Number(days) > 0) counts.set(cameraId, Number(days));
    }
    return counts;
  }

  private counting(cameras: number): string {
    const isPostgres = this.source.options.type === 'postgres';
    const nth = (index: number) => (isPostgres ? `$${index + 1}` : '?');
    const asked = Array.from({ length: cameras }, (_, at) => `(${nth(2 * at)}, ${nth(2 * at + 1)})`);
    return `WITH asked (camera_id, since) AS (VALUES ${asked.join()})
      SELECT a.camera_id AS "cameraId", (
        SELECT COUNT(*) FROM (
          SELECT 1 FROM uptime_picture_days p
          WHERE p.camera_id = a.camera_id AND p.day >= a.since LIMIT ${nth(2 * cameras)}
        ) AS seen
      ) AS "days" FROM asked a`;
  }
}
