import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { FollowRegister } from './follow-register.js';
import { FollowLateVerdicts } from './follow-late-verdicts.js';
import { FollowVerdicts } from './follow-verdicts.js';
import { OutageWatch } from './outage-watch.js';
import { Pulse } from './pulse.js';
import { Recovery } from './recovery.js';

/** From start to stop: recover, follow, beat. One place, because the order matters. */
@Injectable()
export class UptimeLife implements OnModuleInit, BeforeApplicationShutdown {
  constructor(
    @Inject(Recovery) private readonly recovery: Recovery,
    @Inject(FollowRegister) private readonly register: FollowRegister,
    @Inject(FollowVerdicts) private readonly verdicts: FollowVerdicts,
    @Inject(FollowLateVerdicts) private readonly lateVerdicts: FollowLateVerdicts,
    @Inject(Pulse) private readonly pulse: Pulse,
    @Inject(OutageWatch) private readonly outages: OutageWatch,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.recovery.recover();
    this.register.listen();
    this.verdicts.listen();
    this.lateVerdicts.listen();
    await this.pulse.start();
    this.outages.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.outages.stop();
    await this.pulse.stop();
  }
}
