import type { VideoCodec } from '../rtsp/key-picture.js';
import type { Planes } from './measure/planes.js';
import type { PictureMeasures } from './measure/measure-picture.js';

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
