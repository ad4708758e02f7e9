import type { VideoCodec } from '../../rtsp/key-picture.js';

/** `copy`: the camera's own pictures. `small`: made anew, H.264 baseline, few and small, for a browser that lacks the codec. */
export type LiveMode = 'copy' | 'small';

/** The header of what the live worker is sent for each picture; the body is the parameter sets and then the picture. */
export interface LiveRequest {
  readonly codec: VideoCodec;
  readonly mode: LiveMode;
  readonly parameterBytes: number;
  readonly isKey: boolean;
  /** In 1/90,000 s. */
  readonly time: number;
  readonly small: SmallLimits;
}

export interface SmallLimits {
  readonly maxWidthPx: number;
  readonly picturesPerSecond: number;
}

/** A piece of fragmented MP4. `init` precedes what it describes; a `key` fragment begins with a key picture. */
export type LivePiece =
  | {
      readonly kind: 'init';
      readonly bytes: number;
      /** RFC 6381, as `avc1.42c01e`. */
      readonly codec: string;
      readonly widthPx: number;
      readonly heightPx: number;
    }
  | { readonly kind: 'key' | 'fragment'; readonly bytes: number };

/** The header of its answer; the body is the pieces one after the other. */
export interface LiveReply {
  readonly pieces: readonly LivePiece[];
  /** Why nothing can be made of what the camera sends; null while all is well. */
  readonly why: string | null;
  readonly residentBytes: number;
}
