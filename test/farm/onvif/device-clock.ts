import type { VirtualCamera } from '../camera.js';

const DEFAULT_CLOCK_OFF_S = 300;

/** How far the farm's world is from ours: a rehearsal plays a week in minutes. */
let worldOffsetMs = 0;

/** From now on it is this instant for every device. */
export function setWorldTime(nowMs: number): void {
  worldOffsetMs = nowMs - Date.now();
}

/** 中国标准时间 is eight hours ahead. */
export const LOCAL_OFFSET_MS = 8 * 3_600_000;

/** The device's own idea of UTC, by which it judges logins. */
export function deviceNowMs({ clockOffsetS, faults }: VirtualCamera): number {
  const offsetS = clockOffsetS ?? (faults.includes('clock-off') ? DEFAULT_CLOCK_OFF_S : 0);
  const mistakeMs = faults.includes('local-time-as-utc') ? LOCAL_OFFSET_MS : 0;
  return Date.now() + worldOffsetMs + offsetS * 1_000 + mistakeMs;
}

/** What it tells others of UTC, which may be something else. */
export function toldUtcMs(camera: VirtualCamera): number {
  return deviceNowMs(camera) + (camera.faults.includes('local-time-told') ? LOCAL_OFFSET_MS : 0);
}
