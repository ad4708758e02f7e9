import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CurrentActor } from '../../access/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { CameraRemoved } from '../../registry/index.js';
import { limitsWith, type PictureLimits, type PictureOverrides } from '../domain/picture-limits.js';
import { type PictureChoice, PictureChoiceStore } from '../store/picture-choice.store.js';
import type { PictureSettings } from './look-at-picture.js';

/** What pictures are checked for, and what people chose otherwise for single cameras. */
@Injectable()
export class PictureChecks implements OnModuleInit {
  private readonly chosen = new Map<string, PictureOverrides>();
  readonly standard: PictureLimits;
  private readonly settings: Omit<PictureSettings, 'limits'>;

  constructor(
    @Inject(PictureChoiceStore) private readonly store: PictureChoiceStore,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(CurrentActor) private readonly actor: CurrentActor,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) { pictures }: Config,
  ) {
    this.standard = standardLimits(pictures.thresholds);
    const { latitudeDeg, longitudeDeg } = pictures;
    const { window, raiseAfter, clearAt, raiseUrgentAfter, minGapS, learnHours, learnPictures } = pictures;
    const policy = { window, raiseAfter, clearAt, raiseUrgentAfter, minGapS, learnHours, learnPictures };
    this.settings = { policy, spot: { latitudeDeg, longitudeDeg } };
  }

  async onModuleInit(): Promise<void> {
    for (const { cameraId, checks } of await this.store.latest()) this.chosen.set(cameraId, checks);
    this.events.on(CameraRemoved, ({ cameraId }) => void this.chosen.delete(cameraId));
  }

  settingsOf(cameraId: string): PictureSettings {
    return { ...this.settings, limits: limitsWith(this.standard, this.overridesOf(cameraId)) };
  }

  overridesOf(cameraId: string): PictureOverrides {
    return this.chosen.get(cameraId) ?? {};
  }

  /** Newest first: who chose what, when and why. */
  historyOf(cameraId: string, limit: number): Promise<readonly PictureChoice[]> {
    return this.store.ofCamera(cameraId, limit);
  }

  /** Takes the place of whatever was chosen before; nothing in it goes back to the standard. */
  async choose(cameraId: string, checks: PictureOverrides, reason: string): Promise<void> {
    const at = this.clock.now();
    const by = this.actor.get().name;
    await this.store.add({ cameraId, at, by, reason, checks });
    this.chosen.set(cameraId, checks);
  }
}

export function standardLimits({ ...thresholds }: Config['pictures']['thresholds']): PictureLimits {
  return {
    'signal-lost': thresholds.signalLost,
    black: thresholds.black,
    covered: thresholds.covered,
    // Equal to the bit or not: there is nothing between.
    frozen: 1,
    'scene-moved': thresholds.sceneMoved,
    'too-dark': thresholds.tooDark,
    'too-bright': thresholds.tooBright,
    blurred: thresholds.blurred,
    noisy: thresholds.noisy,
    striped: thresholds.striped,
    'low-contrast': thresholds.lowContrast,
    'no-colour': thresholds.noColour,
    'colour-cast': thresholds.colourCast,
  };
}
