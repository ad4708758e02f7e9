import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { memories, type MemoryRow } from './rows.js';

/** Rows a statement, well below the parameter limits of both databases. */
const CHUNK = 1_000;

@Injectable()
export class MemoryStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  all(): Promise<MemoryRow[]> {
    return this.source.getRepository(memories).find();
  }

  /** All rows or none. Cameras that were removed meanwhile are left out. */
  async write(rows: readonly MemoryRow[]): Promise<void> {
    await this.source.transaction(async (manager) => {
      for (let from = 0; from < rows.length; from += CHUNK) {
        const part = rows.slice(from, from + CHUNK);
        const ids = part.map((row) => row.cameraId);
        const query = manager.createQueryBuilder().select('c.id', 'id').from('cameras', 'c');
        const found = await query.where('c.id IN (:...ids)', { ids }).getRawMany<{ id: string }>();
        const known = new Set(found.map(({ id }) => id));
        const ours = part.filter((row) => known.has(row.cameraId));
        if (ours.length > 0) await manager.getRepository(memories).upsert(ours, ['cameraId']);
      }
    });
  }
}
