import { Inject, Injectable } from '@nestjs/common';
import { type ProbingNumbers, ProbingStats } from '../probing.facade.js';
import { OwnClock } from './own-clock.js';
import { Schedule } from './schedule.js';

@Injectable()
export class ProberNumbers extends ProbingStats {
  constructor(
    @Inject(Schedule) private readonly schedule: Schedule,
    @Inject(OwnClock) private readonly ownClock: OwnClock,
  ) {
    super();
  }

  read(): ProbingNumbers {
    return { ...this.schedule.read(), ownClockOffsetS: this.ownClock.errorS };
  }
}
