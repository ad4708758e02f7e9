import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HOUR_MS, type Instant, MINUTE_MS } from '../../kernel/instant.js';
import { type Cancel, Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { CameraRemoved } from '../../registry/index.js';
import type { Climb } from './climb.js';
import { type CodedPicture, PicturePort } from './ports.js';

interface Kept {
  readonly at: Instant;
  readonly bytes: number;
  /** A picture that is small enough is kept as it came, and made a JPEG only when somebody looks. */
  readonly picture: { readonly coded: CodedPicture } | { readonly jpeg: Buffer };
}

/** The latest confirmed picture of each camera: in memory only, small, and for a day at the most. */
@Injectable()
export class LatestFrames implements OnModuleInit, OnModuleDestroy {
  /** In the order of entry: the first is the oldest. */
  private readonly kept = new Map<string, Kept>();
  private bytes = 0;
  private cancelSweep: Cancel = () => {};

  constructor(
    @Inject(PicturePort) private readonly pictures: PicturePort,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.on(CameraRemoved, ({ cameraId }) => this.forget(cameraId));
    this.sweep();
  }

  onModuleDestroy(): void {
    this.cancelSweep();
  }

  /** Pictures held, and their bytes. */
  get size(): { readonly frames: number; readonly bytes: number } {
    return { frames: this.kept.size, bytes: this.bytes };
  }

  async keep(cameraId: string, at: Instant, frame: NonNullable<Climb['frame']>): Promise<void> {
    const { keepHours, maxWidthPx } = this.config.frames;
    if (keepHours === 0) return;
    const { coded, decoded } = frame;
    if (decoded.widthPx <= maxWidthPx)
      return this.put(cameraId, { at, bytes: coded.bytes.length, picture: { coded } });
    const jpeg = decoded.jpeg ?? (await this.toJpeg(coded));
    if (jpeg !== null) this.put(cameraId, { at, bytes: jpeg.length, picture: { jpeg } });
  }

  /** Null when there is none, or it is too old to be shown. */
  async show(cameraId: string): Promise<{ readonly at: Instant; readonly jpeg: Buffer } | null> {
    this.forgetOld();
    const kept = this.kept.get(cameraId);
    if (kept === undefined) return null;
    const jpeg = 'jpeg' in kept.picture ? kept.picture.jpeg : await this.toJpeg(kept.picture.coded);
    return jpeg === null ? null : { at: kept.at, jpeg };
  }

  private put(cameraId: string, kept: Kept): void {
    this.forget(cameraId);
    this.kept.set(cameraId, kept);
    this.bytes += kept.bytes;
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= this.config.frames.maxTotalMb * 1_048_576) break;
      this.forget(oldest);
    }
  }

  private forget(cameraId: string): void {
    this.bytes -= this.kept.get(cameraId)?.bytes ?? 0;
    this.kept.delete(cameraId);
  }

  /** Also where nobody looks: a picture of a camera that is long dead is not kept for ever. */
  private sweep(): void {
    this.forgetOld();
    this.cancelSweep = this.clock.after(MINUTE_MS, () => this.sweep());
  }

  private forgetOld(): void {
    const oldest = this.clock.now() - this.config.frames.keepHours * HOUR_MS;
    for (const [cameraId, { at }] of this.kept) {
      if (at >= oldest) return;
      this.forget(cameraId);
    }
  }

  private async toJpeg(coded: CodedPicture): Promise<Buffer | null> {
    const decoded = await this.pictures.decode(coded, this.config.frames.maxWidthPx);
    return decoded.ok ? decoded.value.jpeg : null;
  }
}
