import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Told } from '../domain/told.js';
import { threads } from './rows.js';

@Injectable()
export class ThreadStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  all(): Promise<readonly Told[]> {
    return this.source.getRepository(threads).find({ order: { thread: 'ASC' } });
  }

  /** Replaces what was remembered of the thread. */
  async put(told: Told): Promise<void> {
    await this.source.transaction((manager) =>
      manager.getRepository(threads).upsert(told as never, ['thread']),
    );
  }

  async remove(thread: string): Promise<void> {
    await this.source.transaction((manager) => manager.getRepository(threads).delete({ thread }));
  }
}
