import type { Spot } from '../../../kernel/geography.js';

/** DORI (EN 62676-4), from least to most, with the pixels that a metre of the scene must fill. */
export const LEVELS = ['detect', 'observe', 'recognise', 'identify'] as const;
export type Level = (typeof LEVELS)[number];
export const PIXELS_PER_M: Readonly<Record<Level, number>> = {
  detect: 25,
  observe: 62.5,
  recognise: 125,
  identify: 250,
};

/** `ptz` turns (球机), `panoramic` looks everywhere at once, `fixed` looks one way. */
export type SightKind = 'fixed' | 'ptz' | 'panoramic';

/** What the register didn't say and the defaults of the camera's type filled in. */
export const ASSUMABLE = [
  'heightM',
  'headingDeg',
  'tiltDeg',
  'horizontalFieldOfViewDeg',
  'verticalFieldOfViewDeg',
  'resolution',
  'rangeM',
] as const;
export type Assumable = (typeof ASSUMABLE)[number];

/** How one camera hangs and looks: everything that its footprint follows from. */
export interface Sight {
  readonly kind: SightKind;
  readonly at: Spot;
  /** Above ground, > 0. */
  readonly heightM: number;
  /** Clockwise from north, 0 ≤ … < 360: where the middle of the picture points; of a PTZ, its home. */
  readonly headingDeg: number;
  /** Below the horizon. */
  readonly tiltDeg: number;
  /** 0 < … ≤ 360. */
  readonly horizontalFieldOfViewDeg: number;
  /** 0 < … ≤ 180. */
  readonly verticalFieldOfViewDeg: number;
  readonly widthPx: number;
  /** What lies further is not seen, whatever the pixels: 可视距离, or the configured limit. */
  readonly rangeM: number;
  readonly assumed: readonly Assumable[];
}
