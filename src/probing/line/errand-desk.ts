import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Errand } from '../app/climber.js';
import { PictureSettingsSource } from '../app/look-at-picture.js';
import { credentialKey, mayLogin } from '../domain/login-budget.js';
import { NO_SCENES } from '../domain/probe-memory.js';
import type { WiredErrand } from './probe-job.js';
import { SealedLogins } from './sealed-logins.js';

/** Packs what a prober needs for one camera, and nothing else. */
@Injectable()
export class ErrandDesk {
  constructor(
    @Inject(SealedLogins) private readonly logins: SealedLogins,
    @Inject(PictureSettingsSource) private readonly checks: PictureSettingsSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Scenes are most of what is known, and a heartbeat compares with none. */
  async pack(id: string, { target, kind, memory }: Errand, isWatched: boolean): Promise<WiredErrand> {
    const settings = this.checks.settingsOf(target.cameraId);
    const login = await this.loginFor({ target, memory });
    const known = kind === 'heartbeat' ? { ...memory, scenes: NO_SCENES } : memory;
    return { id, target, kind, memory: known, login, settings, isWatched, tellChanges: true };
  }

  /** A login that neither protocol may send does not leave the house. */
  private async loginFor({
    target,
    memory,
  }: Pick<Errand, 'target' | 'memory'>): Promise<WiredErrand['login']> {
    const { credentialId, credentialVersion, zoneId } = target;
    if (credentialId === null || credentialVersion === null) return null;
    const login = await this.logins.of(zoneId, credentialId, credentialVersion);
    if (login === null) return null;
    const key = credentialKey(credentialId, login.version);
    const now = this.clock.now();
    const may = (['onvif', 'rtsp'] as const).some((over) => mayLogin(memory.budget, key, over, now));
    return may ? login : null;
  }
}
