export type VideoCodec = 'h264' | 'h265' | 'mjpeg';

/**
 * One coded key picture. h264 and h265: Annex B (start code 00 00 00 01) with its parameter sets in front; mjpeg: one
 * complete JPEG file.
 */
export interface KeyPicture {
  readonly codec: VideoCodec;
  readonly bytes: Buffer;
}
