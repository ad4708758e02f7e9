import { Inject, Injectable } from '@nestjs/common';
import { HOUR_MS, type Instant } from '../../kernel/instant.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
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
export class LatestFrames {
  private readonly kept = new Map<string, Kept>();
  private bytes = 0;

  constructor(
    @Inject(PicturePort) private readonly pictures: PicturePort,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

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
    const kept = this.kept.get(cameraId);
    if (kept === undefined) return null;
    if (this.clock.now() - kept.at > this.config.frames.keepHours * HOUR_MS) {
      this.forget(cameraId);
      return null;
    }
    const jpeg = 'jpeg' in kept.picture ? kept.picture.jpeg : await this.toJpeg(kept.picture.coded);
    return jpeg === null ? null : { at: kept.at, jpeg };
  }

  forget(cameraId: string): void {
    this.bytes -= this.kept.get(cameraId)?.bytes ?? 0;
    this.kept.delete(cameraId);
  }

  private put(cameraId: string, kept: Kept): void {
    this.forget(cameraId);
    this.kept.set(cameraId, kept);
    this.bytes += kept.bytes;
    // A map keeps the order of entry: the first is the oldest.
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= this.config.frames.maxTotalMb * 1_048_576) break;
      this.forget(oldest);
    }
  }

  private async toJpeg(coded: CodedPicture): Promise<Buffer | null> {
    const decoded = await this.pictures.decode(coded, this.config.frames.maxWidthPx);
    return decoded.ok ? decoded.value.jpeg : null;
  }
}
