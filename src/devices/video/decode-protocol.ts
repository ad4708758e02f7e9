import type { VideoCodec } from '../rtsp/key-picture.js';
import type { PictureMeasures } from './measure/measure-picture.js';

/** The header of a request to the decode worker; the body is the coded picture. */
export interface DecodeRequest {
  readonly codec: VideoCodec;
  readonly planesMaxWidthPx: number;
  readonly planesMaxHeightPx: number;
  readonly jpegMaxWidthPx: number | null;
}

/** The header of its answer; the body is luma, cb, cr and then the JPEG. */
export type DecodeReply = DecodeResult & { readonly residentBytes: number };

export type DecodeResult =
  | {
      readonly ok: true;
      readonly widthPx: number;
      readonly heightPx: number;
      readonly planesWidthPx: number;
      readonly planesHeightPx: number;
      readonly fingerprint: string;
      readonly measures: PictureMeasures;
    }
  | { readonly ok: false; readonly code: 'frame-garbled' | 'codec-unsupported'; readonly why: string };
