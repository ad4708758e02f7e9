import type { VideoCodec } from '../rtsp/key-picture.js';
import type { PictureMeasures } from './measure/measure-picture.js';

/** A small picture, yuv420p, full range (0 is black, 255 is white), rows without padding. */
export interface Planes {
  readonly widthPx: number;
  readonly heightPx: number;
  /** `widthPx * heightPx` bytes, row by row. */
  readonly luma: Uint8Array;
  /** `widthPx / 2 * heightPx / 2` bytes each; both sizes are even. */
  readonly cb: Uint8Array;
  readonly cr: Uint8Array;
}

/** A key picture that decoded completely. It is a secret: it lives in memory while it is judged. */
export interface DecodedPicture {
  readonly codec: VideoCodec;
  /** The size the camera sent. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly planes: Planes;
  /** Equal for two pictures if every luma value of the full-size pictures is equal. */
  readonly fingerprint: string;
  readonly measures: PictureMeasures;
  /** Only when it was asked for. */
  readonly jpeg?: Buffer;
}
