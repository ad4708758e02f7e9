import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { CameraDays } from '../../uptime/index.js';
import type { BoughtCamera } from '../domain/bought-camera.js';
import type { Day } from '../domain/day.js';
import type { Proof } from '../domain/purchase-account.js';

/** What probing has seen of cameras since they were bought. */
@Injectable()
export class Proofs {
  constructor(
    @Inject(CameraDays) private readonly days: CameraDays,
    @Inject(Config) private readonly config: Pick<Config, 'funding'>,
  ) {}

  of(cameras: readonly BoughtCamera[], boughtOn: Day): Promise<Proof> {
    return this.since(new Map(cameras.map(({ cameraId }) => [cameraId, boughtOn])));
  }

  /** Of cameras of many purchases, each since the day of its own. */
  async since(boughtOn: ReadonlyMap<string, Day>): Promise<Proof> {
    const daysOf = await this.days.withPicture(boughtOn);
    return { daysOf, confirmDays: this.config.funding.confirmDays };
  }

  /** The same where it only matters which cameras are confirmed: more days than that are not counted. */
  async confirming(boughtOn: ReadonlyMap<string, Day>): Promise<Proof> {
    const { confirmDays } = this.config.funding;
    return { daysOf: await this.days.withPicture(boughtOn, confirmDays), confirmDays };
  }
}
