import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CameraStates } from '../../probing/index.js';
import { Uptime } from '../uptime.facade.js';

/** Hands down to probing how states are read: a picture is shown with the state of its camera. */
@Injectable()
export class TellStates implements OnModuleInit {
  constructor(
    @Inject(CameraStates) private readonly states: CameraStates,
    @Inject(Uptime) private readonly uptime: Uptime,
  ) {}

  onModuleInit(): void {
    this.states.tellBy((cameraId) => {
      const standing = this.uptime.standingOf(cameraId)?.standing;
      if (standing === undefined) return null;
      return { state: standing.state, fault: standing.fault?.code ?? null, since: standing.since };
    });
  }
}
