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

  async of(cameras: readonly BoughtCamera[], boughtOn: Day): Promise<Proof> {
    const cameraIds = cameras.map(({ cameraId }) => cameraId);
    const daysOf = await this.days.withPicture(cameraIds, boughtOn);
    return { daysOf, confirmDays: this.config.funding.confirmDays };
  }
}
