import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { MaintenanceChanged } from '../events.js';
import { MaintenanceBook } from './maintenance-book.js';
import { UptimeBook } from './uptime-book.js';

const NOBODY: ReadonlySet<string> = new Set();

/** Says which cameras came into maintenance and which are out of it. */
@Injectable()
export class MaintenanceWatch {
  constructor(
    @Inject(MaintenanceBook) private readonly windows: MaintenanceBook,
    @Inject(UptimeBook) private readonly cameras: UptimeBook,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  /** At each pulse, for windows begin and end by the clock; and at once where somebody changed one. */
  look(now: Instant): void {
    const [before, after] = [this.cameras.maintained(), this.coveredAt(now)];
    const began = [...after].filter((cameraId) => !before.has(cameraId));
    const ended = [...before].filter((cameraId) => !after.has(cameraId));
    if (began.length + ended.length === 0) return;
    this.cameras.maintain(after);
    this.events.publish(new MaintenanceChanged(began, ended));
  }

  private coveredAt(now: Instant): ReadonlySet<string> {
    if (this.windows.scopesAt(now) === '') return NOBODY;
    const covered = this.cameras.standings().filter(this.windows.coveredAt(now));
    return new Set(covered.map(({ cameraId }) => cameraId));
  }
}
