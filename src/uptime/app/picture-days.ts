import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDay } from '../domain/local-calendar.js';
import { type PictureDay, PictureDayStore } from '../store/picture-day.store.js';
import { MaintenanceBook } from './maintenance-book.js';

/** Notes on which days of the town a picture of each camera was decoded: once a day and camera. */
@Injectable()
export class PictureDays {
  private readonly noted = new Map<string, LocalDay>();
  private readonly waiting: PictureDay[] = [];

  constructor(
    @Inject(PictureDayStore) private readonly store: PictureDayStore,
    @Inject(MaintenanceBook) private readonly maintenance: MaintenanceBook,
  ) {}

  saw(cameraId: string, at: Instant): void {
    const day = this.maintenance.calendar.dayOf(at);
    if (this.noted.get(cameraId) === day) return;
    this.noted.set(cameraId, day);
    this.waiting.push({ cameraId, day });
  }

  /** Throws where the database does not take them, and keeps them for the next time. */
  async write(): Promise<void> {
    const rows = [...this.waiting];
    if (rows.length === 0) return;
    await this.store.add(rows);
    this.waiting.splice(0, rows.length);
  }
}
