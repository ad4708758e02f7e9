import { HOUR_MS, type Instant, MINUTE_MS } from '../../kernel/instant.js';
import type { PictureMeasures } from './picture-measures.js';

/** How a camera's picture looks when it is well: learned once, by day or by night, about 1.6 KB. */
export interface SceneReference {
  /** When learning began, and how many pictures are in it. */
  readonly since: Instant;
  readonly count: number;
  readonly lastAt: Instant;
  /** Means of what `PictureMeasures` names so. */
  readonly scene: string;
  readonly tileRanges: string;
  readonly blurPx: number | null;
  /** Not in references that were learned before these were kept: those take them from the next picture. */
  readonly blockBlurs?: string;
  readonly tileMeans?: string;
  readonly cb: number;
  readonly cr: number;
  /** How well each picture agreed with those before it, −1…1: low where a camera turns by itself. */
  readonly agreement: number;
}

export interface LearnPolicy {
  /** A reference is complete after this long, if so many pictures are in it. */
  readonly learnHours: number;
  readonly learnPictures: number;
}

/** Below this a camera moves by itself, and nothing can be said about its scene. */
const LEAST_AGREEMENT = 0.5;
/** A new picture is at least this part of the reference, or bytes would round it away. */
const SLOWEST = 12;
const SLOW_RISE = 0.25;
const LONGEST_PAUSE_MS = 30 * MINUTE_MS;

export function isComplete({ since, lastAt, count }: SceneReference, policy: LearnPolicy): boolean {
  return count >= policy.learnPictures && lastAt - since >= policy.learnHours * HOUR_MS * 0.9;
}

export function isSteady({ agreement }: SceneReference): boolean {
  return agreement >= LEAST_AGREEMENT;
}

/** The reference with one more picture in it, which must be without fault; the same one where it is too soon for that. */
export function learn(
  reference: SceneReference | null,
  measures: PictureMeasures,
  at: Instant,
  policy: LearnPolicy,
): SceneReference {
  const { scene, tileRanges, tileMeans, blurPx, blockBlurs, colours } = measures;
  const { cb, cr } = colours;
  if (reference === null)
    return {
      since: at,
      count: 1,
      lastAt: at,
      scene,
      tileRanges,
      tileMeans,
      blurPx,
      blockBlurs,
      cb,
      cr,
      agreement: 1,
    };
  const pauseMs = Math.min(LONGEST_PAUSE_MS, (policy.learnHours * HOUR_MS) / (2 * policy.learnPictures));
  if (at - reference.lastAt < (isComplete(reference, policy) ? Math.max(pauseMs, HOUR_MS) : pauseMs))
    return reference;
  const weight = 1 / Math.min(SLOWEST, reference.count + 1);
  const mixed = (before: number, now: number): number => before + weight * (now - before);
  const both = reference.blurPx !== null && blurPx !== null;
  const follows = {
    ...reference,
    count: reference.count + 1,
    lastAt: at,
    blockBlurs: reference.blockBlurs ?? blockBlurs,
    tileMeans: reference.tileMeans ?? tileMeans,
    scene: mixedBytes(signed(reference.scene), signed(scene), weight),
    agreement: mixed(reference.agreement, resemblance(signed(reference.scene), signed(scene))),
  };
  // Once it is complete, it follows the trees and the seasons; not the dirt that settles on a lens.
  if (isComplete(reference, policy)) return follows;
  return {
    ...follows,
    tileRanges: mixedRanges(unsigned(reference.tileRanges), unsigned(tileRanges), weight),
    blockBlurs: mixedBlurs(unsigned(follows.blockBlurs), unsigned(blockBlurs), weight),
    tileMeans: mixedBytes(unsigned(follows.tileMeans), unsigned(tileMeans), weight),
    blurPx: both ? mixed(reference.blurPx, blurPx) : (reference.blurPx ?? blurPx),
    cb: mixed(reference.cb, cb),
    cr: mixed(reference.cr, cr),
  };
}

/** Signed bytes of base64. */
export function signed(base64: string): Int8Array {
  return Int8Array.from(Buffer.from(base64, 'base64'));
}

export function unsigned(base64: string): Uint8Array {
  return Uint8Array.from(Buffer.from(base64, 'base64'));
}

/**
 * Correlation of two grids over the cells that are wanted, −1…1; 1 where there is nothing to compare. Worked value: of
 * (40, −40, 40) and (20, −20, 10) it is 0.96.
 */
export function resemblance(
  a: Int8Array,
  b: Int8Array,
  isWanted: (cell: number) => boolean = () => true,
): number {
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (let cell = 0; cell < a.length; cell += 1) {
    if (!isWanted(cell)) continue;
    product += a[cell]! * b[cell]!;
    squaresA += a[cell]! ** 2;
    squaresB += b[cell]! ** 2;
  }
  return squaresA === 0 || squaresB === 0
    ? squaresA === squaresB
      ? 1
      : 0
    : product / Math.sqrt(squaresA * squaresB);
}

/** What a tile holds is what is always to be seen in it, not what the light of one car shows: it rises slowly. */
function mixedRanges(before: Uint8Array, now: Uint8Array, weight: number): string {
  const slow = now.map((value, tile) =>
    value > before[tile]! ? before[tile]! + SLOW_RISE * (value - before[tile]!) : value,
  );
  return mixedBytes(before, slow, weight);
}

/** A block without edges says nothing of its sharpness, in neither. */
function mixedBlurs(before: Uint8Array, now: Uint8Array, weight: number): string {
  const complete = now.map((value, block) => value || before[block]!);
  return mixedBytes(
    before.map((value, block) => value || now[block]!),
    complete,
    weight,
  );
}

function mixedBytes(before: Int8Array | Uint8Array, now: Int8Array | Uint8Array, weight: number): string {
  const mixed = before.map((value, index) => Math.round(value + weight * (now[index]! - value)));
  return Buffer.from(mixed.buffer, mixed.byteOffset, mixed.byteLength).toString('base64');
}
