import { Inject, Injectable } from '@nestjs/common';
import type { TimelineEntry, TimelineRequest, TimelineSource } from '../timeline-source.js';
import { MaintenanceBook } from './maintenance-book.js';
import { UptimeBook } from './uptime-book.js';

/** When the camera came into maintenance and out of it, by whatever windows. */
@Injectable()
export class MaintenanceSource implements TimelineSource {
  constructor(
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(MaintenanceBook) private readonly maintenance: MaintenanceBook,
  ) {}

  async entries({ cameraId, from, to }: TimelineRequest): Promise<readonly TimelineEntry[]> {
    const camera = this.cameras.standingOf(cameraId);
    if (camera === null) return [];
    // A little wider than asked for, so that what begins or ends at a bound is told from what is cut by it.
    const bounds = [from - 1, to + 1] as const;
    return this.maintenance
      .spellsOver(bounds)(camera)
      .flatMap(([begin, end]) => [
        { at: begin, kind: 'maintenance-began', id: cameraId, shown: {} },
        { at: end, kind: 'maintenance-ended', id: cameraId, shown: {} },
      ]);
  }
}
