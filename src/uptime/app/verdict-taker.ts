import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { advance, type JudgedAs } from '../domain/advance.js';
import type { CameraStanding } from '../uptime.facade.js';
import { BlindZones } from './blind-zones.js';
import { LateThreads } from './late-threads.js';
import { StandingChanges } from './standing-changes.js';

/** What a verdict makes of a camera in service: another standing, or the knowledge that its zone is out of sight. */
@Injectable()
export class VerdictTaker {
  constructor(
    @Inject(StandingChanges) private readonly changes: StandingChanges,
    @Inject(BlindZones) private readonly zones: BlindZones,
    @Inject(LateThreads) private readonly threads: LateThreads,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Pick<Config, 'uptime'>,
  ) {}

  /** Of what takes the camera offline, or has it down for another cause, is asked first whether it is us. */
  take(camera: CameraStanding, verdict: JudgedAs, begunMs: number): void {
    if (!this.zones.hear(camera, verdict, begunMs)) return;
    const now = this.clock.now();
    const { cameraId } = camera;
    const thread = this.threads.takeUp(camera, now);
    this.threads.saw(cameraId, now);
    const before = thread?.standing ?? camera.standing;
    const policy = this.config.uptime;
    const next = advance(before, verdict, now, policy);
    const sight = next.transition?.to === 'offline' ? this.zones.sightOf(camera) : 'clear';
    if (sight === 'blind') return this.zones.goBlind(camera.ties.zoneId, now);
    const { standing, transition } =
      sight === 'clear' ? next : advance(before, verdict, now, { ...policy, isSightClear: false });
    if (thread === null) this.changes.take(cameraId, standing, transition);
    else this.changes.resume(cameraId, thread, { standing, transition });
  }
}
