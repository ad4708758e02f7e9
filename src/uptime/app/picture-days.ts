import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { LocalDay } from '../domain/local-calendar.js';
import { type PictureDay, PictureDayStore } from '../store/picture-day.store.js';
import { MaintenanceBook } from './maintenance-book.js';

/** Notes on which days of the town a picture of each camera was decoded: once a day and camera. */
@Injectable()
export class PictureDays {
  private today: LocalDay | null = null;
  private readonly seenToday = new Set<string>();
  private readonly waiting: PictureDay[] = [];

  constructor(
    @Inject(PictureDayStore) private readonly store: PictureDayStore,
    @Inject(MaintenanceBook) private readonly maintenance: MaintenanceBook,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  saw(cameraId: string): void {
    const day = this.maintenance.calendar.dayOf(this.clock.now());
    if (day !== this.today) this.seenToday.clear();
    this.today = day;
    if (this.seenToday.has(cameraId)) return;
    this.seenToday.add(cameraId);
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
