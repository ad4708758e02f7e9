import { Inject, Injectable } from '@nestjs/common';
import type { LocalDay } from '../domain/local-calendar.js';
import type { TimeByState } from '../domain/ratio.js';
import { PictureDayStore } from '../store/picture-day.store.js';
import { CameraDays } from '../uptime.days.js';
import { PeriodTimesReader } from './period-times.js';

/** More than a database will ever hold of one camera. */
const ALL_DAYS = 1_000_000;

@Injectable()
export class CameraDaysReader extends CameraDays {
  constructor(
    @Inject(PictureDayStore) private readonly pictures: PictureDayStore,
    @Inject(PeriodTimesReader) private readonly periods: PeriodTimesReader,
  ) {
    super();
  }

  withPicture(since: ReadonlyMap<string, LocalDay>, atMost = ALL_DAYS): Promise<ReadonlyMap<string, number>> {
    return this.pictures.count(since, atMost);
  }

  async timesSince(cameraIds: readonly string[], since: LocalDay): Promise<ReadonlyMap<string, TimeByState>> {
    const { timeOf } = await this.periods.since(since, cameraIds);
    return new Map(cameraIds.map((cameraId) => [cameraId, timeOf(cameraId)]));
  }
}
