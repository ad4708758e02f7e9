import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type Repository } from 'typeorm';
import type { CameraFilter } from '../domain/camera-filter.js';
import { asBrokenRule, BrokenRule } from './broken-rule.js';
import { instant, json, table, text } from './rows.js';

export interface SavedFilterRow {
  id: string;
  /** Who saved it, and alone sees it. */
  owner: string;
  name: string;
  filter: CameraFilter;
  createdAt: number;
}

export const savedFilters = table<SavedFilterRow>('camera_filters', {
  id: { name: 'id', type: 'text', primary: true },
  owner: text('owner'),
  name: text('name'),
  filter: json('filter'),
  createdAt: instant('created_at'),
});

/** Filters that people keep for themselves: no part of the register, so without a history. */
@Injectable()
export class SavedFiltersStore {
  private readonly rows: Repository<SavedFilterRow>;

  constructor(@Inject(DataSource) private readonly source: DataSource) {
    this.rows = source.getRepository(savedFilters);
  }

  of(owner: string): Promise<SavedFilterRow[]> {
    return this.rows.find({ where: { owner }, order: { name: 'ASC' } });
  }

  async insert(row: SavedFilterRow): Promise<'written' | 'duplicate'> {
    try {
      await this.source.transaction((manager) => manager.getRepository(savedFilters).insert(row));
      return 'written';
    } catch (cause) {
      const broken = asBrokenRule(cause);
      if (broken instanceof BrokenRule && broken.refusal === 'duplicate') return 'duplicate';
      throw broken;
    }
  }

  /** False where this owner has no such filter. */
  async remove(owner: string, id: string): Promise<boolean> {
    const done = await this.source.transaction((manager) =>
      manager.getRepository(savedFilters).delete({ owner, id }),
    );
    return (done.affected ?? 0) > 0;
  }
}
