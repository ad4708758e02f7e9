import type { Instant } from '../../kernel/instant.js';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Where in an interval a camera's beat falls: 0 ≤ phase < 1, from its id alone (FNV-1a, then mixed), so that it is the
 * same after every restart and cameras spread evenly.
 */
export function phaseOf(cameraId: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < cameraId.length; index += 1) {
    hash = Math.imul(hash ^ cameraId.charCodeAt(index), FNV_PRIME);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** The first beat of the grid `phase + k × interval` that is later than `after`, in whole milliseconds. */
export function nextBeat(after: Instant, intervalMs: number, phase: number): Instant {
  const stepMs = Math.max(1, Math.round(intervalMs));
  const shiftMs = Math.floor(phase * stepMs);
  return (Math.floor((after - shiftMs) / stepMs) + 1) * stepMs + shiftMs;
}
