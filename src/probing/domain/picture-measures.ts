/** What the decoder measured on a picture; `src/devices/video/measure` says how. Luma is full range, 0…255. */
export interface PictureMeasures {
  readonly tones: {
    readonly meanLuma: number;
    readonly lumaDeviation: number;
    readonly brightLuma: number;
  };
  readonly colours: {
    readonly cb: number;
    readonly cr: number;
    readonly colourDistance: number;
  };
  readonly flatness: {
    readonly oneColourShare: number;
    readonly commonLuma: number;
    readonly commonDistance: number;
    readonly plateauShare: number;
  };
  readonly blurPx: number | null;
  /** 8 x 5 bytes in sixteenths of a pixel, 0 where there is no edge, base64. */
  readonly blockBlurs: string;
  readonly grain: number;
  readonly stripes: number;
  readonly burntShare: number;
  /** 16 x 10 bytes, base64. */
  readonly tileRanges: string;
  readonly tileMeans: string;
  readonly tileBurnt: string;
  /** 32 x 20 signed bytes, base64. */
  readonly scene: string;
}
