import type { MediaProfile } from './device-facts.js';

/** Pictures narrower than this say too little about focus and cover. */
const ENOUGH_WIDTH_PX = 320;

const DECODED = new Set(['H264', 'H265', 'JPEG']);

/**
 * The cheapest profile whose picture is worth judging: of those we decode, the fewest pixels at 320 px of width or
 * more; if all are narrower, the widest. Ties fall to the lower frame rate, then to the order of the device.
 */
export function smallestSuitableProfile(profiles: readonly MediaProfile[]): MediaProfile | null {
  const decodable = profiles.filter(({ encoding }) => encoding !== null && DECODED.has(encoding));
  const wideEnough = decodable.filter(({ width }) => width !== null && width >= ENOUGH_WIDTH_PX);
  if (wideEnough.length > 0) return wideEnough.toSorted((a, b) => pixels(a) - pixels(b) || byRate(a, b))[0]!;
  return decodable.toSorted((a, b) => pixels(b) - pixels(a) || byRate(a, b))[0] ?? null;
}

function pixels({ width, height }: MediaProfile): number {
  return (width ?? 0) * (height ?? 0);
}

function byRate(a: MediaProfile, b: MediaProfile): number {
  return (a.frameRate ?? Infinity) === (b.frameRate ?? Infinity)
    ? 0
    : (a.frameRate ?? Infinity) - (b.frameRate ?? Infinity);
}
