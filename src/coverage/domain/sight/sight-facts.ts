import type { Position } from '../../../kernel/geography.js';

/** What a register says of how one camera hangs and looks; null where it does not say. */
export interface SightFacts {
  readonly position: Position;
  /** 摄像机类型 of 一机一档. */
  readonly cameraType: string | null;
  /** 监视方位 of 一机一档. */
  readonly direction: string | null;
  /** As people write it; of the stream that is recorded, not of the smaller one that probing samples. */
  readonly resolution: string | null;
  readonly mountHeightM: number | null;
  /** Clockwise from north. */
  readonly headingDeg: number | null;
  /** Below the horizon. */
  readonly tiltDeg: number | null;
  readonly horizontalFieldOfViewDeg: number | null;
  readonly verticalFieldOfViewDeg: number | null;
  readonly viewDistanceM: number | null;
}

/** A value that can't be used, and what to write instead. */
export interface SightProblem {
  readonly field: keyof SightFacts;
  readonly message: string;
}

/** What is assumed of a camera of one type where its register is silent. */
export interface SightDefault {
  readonly heightM: number;
  readonly headingDeg: number;
  readonly tiltDeg: number;
  readonly horizontalFieldOfViewDeg: number;
  readonly verticalFieldOfViewDeg: number;
  readonly widthPx: number;
  readonly rangeM: number;
}

/** By 摄像机类型 (球机, 半球, 固定枪机, 遥控枪机, 卡口枪机, 未知), and for cameras that look everywhere at once. */
export const SIGHT_TYPES = ['1', '2', '3', '4', '5', '99', 'panoramic'] as const;
export type SightType = (typeof SIGHT_TYPES)[number];
export type SightDefaults = Readonly<Record<SightType, SightDefault>>;

const fixed: SightDefault = {
  heightM: 4,
  headingDeg: 0,
  tiltDeg: 15,
  horizontalFieldOfViewDeg: 68,
  verticalFieldOfViewDeg: 40,
  widthPx: 1_920,
  rangeM: 60,
};

/**
 * What towns usually hang up: 2-megapixel cameras, on eaves or on poles of 6 m. Careful rather than generous, for
 * whoever assumes too much finds a gap only after the deed. North, because lenses are kept out of the sun.
 */
export const USUAL_SIGHTS: SightDefaults = {
  '1': {
    ...fixed,
    heightM: 6,
    horizontalFieldOfViewDeg: 60,
    verticalFieldOfViewDeg: 36,
    rangeM: 100,
  },
  '2': {
    ...fixed,
    heightM: 3,
    tiltDeg: 30,
    horizontalFieldOfViewDeg: 90,
    verticalFieldOfViewDeg: 59,
    rangeM: 30,
  },
  '3': fixed,
  '4': {
    ...fixed,
    heightM: 6,
    tiltDeg: 10,
    horizontalFieldOfViewDeg: 50,
    verticalFieldOfViewDeg: 29,
    rangeM: 100,
  },
  '5': {
    ...fixed,
    heightM: 6,
    tiltDeg: 20,
    horizontalFieldOfViewDeg: 30,
    verticalFieldOfViewDeg: 17,
    rangeM: 50,
  },
  '99': fixed,
  panoramic: {
    ...fixed,
    heightM: 3.5,
    tiltDeg: 90,
    horizontalFieldOfViewDeg: 360,
    verticalFieldOfViewDeg: 180,
    widthPx: 2_560,
    rangeM: 20,
  },
};
