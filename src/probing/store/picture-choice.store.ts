import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import { Ids } from '../../platform/clock/ids.js';
import type { PictureOverrides } from '../domain/picture-limits.js';
import { pictureChoices } from './rows.js';

/** What somebody chose for the checks of one camera. Rows are only added: the last one holds. */
export interface PictureChoice {
  readonly cameraId: string;
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
  readonly checks: PictureOverrides;
}

@Injectable()
export class PictureChoiceStore {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  /** The last one of each camera. */
  async latest(): Promise<readonly PictureChoice[]> {
    const rows = await this.source.getRepository(pictureChoices).find({ order: { id: 'ASC' } });
    return [...new Map(rows.map((row) => [row.cameraId, row])).values()];
  }

  /** Newest first. */
  ofCamera(cameraId: string, limit: number): Promise<readonly PictureChoice[]> {
    return this.source
      .getRepository(pictureChoices)
      .find({ where: { cameraId }, order: { id: 'DESC' }, take: limit });
  }

  async add(choice: PictureChoice): Promise<void> {
    await this.source.transaction(async (manager) => {
      await manager.getRepository(pictureChoices).insert({ ...choice, id: this.ids.next() });
    });
  }
}
