import type { Codec, Picture, PictureSize } from '../camera.js';

export const SIZES: Record<PictureSize, { readonly widthPx: number; readonly heightPx: number }> = {
  '360p': { widthPx: 640, heightPx: 360 },
  '1080p': { widthPx: 1920, heightPx: 1080 },
};

/** Key pictures of a reel; a camera shows the next one to each viewer, so that no two samples in a row are equal. */
export const GOPS: Record<Picture, number> = {
  moving: 6,
  black: 1,
  frozen: 1,
  covered: 6,
  blurred: 6,
  'signal-lost': 1,
};
/** Pictures from one key picture to the next. Every JPEG is a key picture. */
export const GOP_FRAMES: Record<Codec, number> = { h264: 6, h265: 6, mjpeg: 1 };

export interface ReelName {
  readonly codec: Codec;
  readonly size: PictureSize;
  readonly subject: Picture;
}

export const REELS: readonly ReelName[] = (['h264', 'h265', 'mjpeg'] as const).flatMap((codec) =>
  (['360p', '1080p'] as const).flatMap((size) =>
    (Object.keys(GOPS) as Picture[]).map((subject) => ({ codec, size, subject })),
  ),
);

export function reelFile({ codec, size, subject }: ReelName): string {
  return `${codec}-${size}-${subject}.json`;
}
