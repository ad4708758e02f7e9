import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { fixedKeys } from '../../platform/key/key-ring.js';
import { Seal } from '../../platform/key/seal.js';
import { zoneKeyOf } from '../../platform/key/zone-key.js';
import type { OpenLogin } from '../../registry/index.js';
import type { Logins, RefusalBook } from '../app/logins.js';
import { type PictureSettings, PictureSettingsSource } from '../app/look-at-picture.js';
import type { ProbeMemory } from '../domain/probe-memory.js';
import type { Found } from '../line/evidence-batch.js';
import type { WiredErrand } from '../line/probe-job.js';
import { openLogin } from '../line/sealed-login.js';

/** Sends at once what cannot wait for the end of a climb; resolves when it is kept. */
export type TellFound = (found: Found) => Promise<void>;

/** What the errands under way brought along: this process has no register to ask. */
@Injectable()
export class Carried extends PictureSettingsSource implements Logins, RefusalBook {
  private readonly errands = new Map<string, { readonly errand: WiredErrand; readonly tell: TellFound }>();
  private readonly seals: ReadonlyMap<string, Seal>;

  constructor(@Inject(Config) { prober, secretKey }: Config) {
    super();
    this.seals = new Map(
      prober.zones.map((zoneId) => [zoneId, new Seal(fixedKeys(keyOf(zoneId, prober.zoneKey, secretKey)))]),
    );
  }

  /** False where this camera is being looked at already. */
  begin(errand: WiredErrand, tell: TellFound): boolean {
    const { cameraId } = errand.target;
    if (this.errands.has(cameraId)) return false;
    this.errands.set(cameraId, { errand, tell });
    return true;
  }

  end({ target }: WiredErrand): void {
    this.errands.delete(target.cameraId);
  }

  settingsOf(cameraId: string): PictureSettings {
    return this.of(cameraId).errand.settings;
  }

  async keep(cameraId: string, { budget }: ProbeMemory): Promise<void> {
    const { errand, tell } = this.of(cameraId);
    await tell({ what: 'refused', errandId: errand.id, cameraId, budget });
  }

  async loginOf(credentialId: string): Promise<OpenLogin | null> {
    for (const { errand } of this.errands.values()) {
      const { target, login } = errand;
      if (target.credentialId !== credentialId || login === null) continue;
      const seal = this.seals.get(target.zoneId);
      return seal === undefined ? null : openLogin(seal, credentialId, login);
    }
    return null;
  }

  private of(cameraId: string): { readonly errand: WiredErrand; readonly tell: TellFound } {
    const carried = this.errands.get(cameraId);
    if (carried === undefined) throw new Error(`nobody sent for ${cameraId}; this is a bug of ours`);
    return carried;
  }
}

/** The configuration holds one of the two. */
function keyOf(zoneId: string, zoneKey: string | null, secretKey: string | null): Buffer {
  if (zoneKey !== null) return Buffer.from(zoneKey, 'hex');
  return zoneKeyOf(Buffer.from(secretKey!, 'hex'), zoneId);
}
