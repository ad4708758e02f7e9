import type { VideoCodec } from '../key-picture.js';

/** One coded picture of a stream that is being watched; pictures come whole, in order, and a key picture first. */
export interface LivePicture {
  readonly codec: VideoCodec;
  /** h264 and h265: Annex B without parameter sets; mjpeg: one complete JPEG file. */
  readonly bytes: Buffer;
  /** Of a key picture in h264 and h265: its parameter sets, Annex B. Empty for all others. */
  readonly parameters: Buffer;
  readonly isKey: boolean;
  /** In 1/90,000 s since the first picture, always greater than that of the picture before. */
  readonly time: number;
}

export const TICKS_PER_SECOND = 90_000;
