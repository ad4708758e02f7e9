import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { WriteHealth } from '../../platform/health/write-health.js';
import { Log } from '../../platform/logging/log.js';
import { UptimeStore } from '../store/uptime.store.js';
import { PictureDays } from './picture-days.js';
import { StandingChanges } from './standing-changes.js';

/** The mark in the database up to which everything is written down, and whether the database takes it. */
@Injectable()
export class AliveMark {
  constructor(
    @Inject(UptimeStore) private readonly store: UptimeStore,
    @Inject(StandingChanges) private readonly changes: StandingChanges,
    @Inject(PictureDays) private readonly pictures: PictureDays,
    @Inject(WriteHealth) private readonly health: WriteHealth,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Writes changes and days with a picture first; false where that fails, or the mark itself, and the mark stays where it was. */
  async set(now: Instant): Promise<boolean> {
    if (!(await this.changes.commit())) return false;
    try {
      await this.pictures.write();
      await this.store.beat(now);
      this.health.succeeded();
      return true;
    } catch (cause) {
      this.health.failed(cause);
      this.log.error({ err: cause }, 'the pulse could not be written');
      return false;
    }
  }
}
