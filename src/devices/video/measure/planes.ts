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

/** A plane of luma, rows without padding. */
export interface LumaPlane {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly luma: Uint8Array;
}
