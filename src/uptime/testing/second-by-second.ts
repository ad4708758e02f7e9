import type { CameraState } from '../../kernel/camera-state.js';
import { SECOND_MS } from '../../kernel/instant.js';
import type { Spell } from '../domain/maintenance.js';
import { NO_TIME, type TimeByState } from '../domain/ratio.js';

/** What time by state means, said slowly: look at every second. `steps` are oldest first, all in whole seconds. */
export function secondBySecond(
  steps: readonly (readonly [at: number, state: CameraState])[],
  from: number,
  to: number,
  around: readonly Spell[] = [],
): TimeByState {
  const time = { ...NO_TIME } as Record<CameraState | 'maintenance', number>;
  for (let at = from; at < to; at += SECOND_MS) {
    const isMaintained = around.some(([begin, end]) => begin <= at && at < end);
    const state = isMaintained ? 'maintenance' : (steps.findLast(([begin]) => begin <= at)?.[1] ?? 'unknown');
    time[state] += SECOND_MS;
  }
  return time;
}
