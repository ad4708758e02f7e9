import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { CameraStates } from '../../probing/index.js';
import { RegistryStates } from '../../registry/index.js';
import { Uptime } from '../uptime.facade.js';

/** Hands down how states are read: to probing, for a picture is shown with the state of its camera, and to the register, for its lists are narrowed to states. */
@Injectable()
export class TellStates implements OnModuleInit {
  constructor(
    @Inject(CameraStates) private readonly states: CameraStates,
    @Inject(RegistryStates) private readonly lists: RegistryStates,
    @Inject(Uptime) private readonly uptime: Uptime,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.states.tellBy((cameraId) => {
      const standing = this.uptime.standingOf(cameraId)?.standing;
      if (standing === undefined) return null;
      return { state: standing.state, fault: standing.fault?.code ?? null, since: standing.since };
    });
    this.lists.tellBy(() => this.uptime.shown(this.clock.now()));
  }
}
