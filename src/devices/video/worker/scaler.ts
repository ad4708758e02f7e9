import { AV_PIX_FMT_YUV420P, AVCOL_RANGE_JPEG, SWS_AREA } from 'node-av/constants';
import { Frame, SoftwareScaleContext } from 'node-av/lib';

export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The largest even size of the same shape inside the given one, never larger than the picture. */
export function fitInside(width: number, height: number, maxWidth: number, maxHeight: number): Size {
  const factor = Math.min(1, maxWidth / width, maxHeight / height);
  const even = (length: number): number => Math.max(2, 2 * Math.round((length * factor) / 2));
  return { widthPx: even(width), heightPx: even(height) };
}

/** FFmpeg cannot scale this kind of frame. */
export class FrameNotScalable extends Error {}

/** Scales by averaging areas, so that a black picture with one lamp in it stays black, not black or white by chance. */
export class Scaler {
  private readonly context = new SoftwareScaleContext();

  constructor() {
    this.context.allocContext();
    // No size is set here: the context follows the frames, and keeps its tables while the sizes stay the same.
    this.context.setOption('sws_flags', SWS_AREA);
  }

  /** The result is yuv420p, full range, and lives only while `use` runs. */
  scale<T>(source: Frame, { widthPx, heightPx }: Size, use: (scaled: Frame) => T): T {
    const scaled = new Frame();
    scaled.alloc();
    try {
      scaled.format = AV_PIX_FMT_YUV420P;
      scaled.width = widthPx;
      scaled.height = heightPx;
      scaled.colorRange = AVCOL_RANGE_JPEG;
      const error = this.context.scaleFrameSync(scaled, source);
      if (error < 0) throw new FrameNotScalable(`scaling to ${widthPx} x ${heightPx} failed (${error})`);
      return use(scaled);
    } finally {
      scaled.free();
    }
  }
}
