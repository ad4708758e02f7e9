import type { FaultCode } from '../../kernel/fault.js';

/**
 * What a picture is checked for, the worst first: what hides more comes before what spoils, and what explains others
 * before what follows from it (a lost signal is flat, too, and a covered picture is blurred).
 */
export const PICTURE_FAULTS = [
  'signal-lost',
  'black',
  'covered',
  'frozen',
  'scene-moved',
  'too-dark',
  'too-bright',
  'blurred',
  'noisy',
  'striped',
  'low-contrast',
  'no-colour',
  'colour-cast',
] as const satisfies readonly FaultCode[];

export type PictureFault = (typeof PICTURE_FAULTS)[number];

/** Those that one picture is scored for; `frozen` takes two. */
export type ScoredFault = Exclude<PictureFault, 'frozen'>;

export const SCORED_FAULTS = PICTURE_FAULTS.filter((fault): fault is ScoredFault => fault !== 'frozen');

/** 0: nothing of it to be seen; 1: it could not be worse. */
export type PictureScores = Readonly<Record<ScoredFault, number>>;
