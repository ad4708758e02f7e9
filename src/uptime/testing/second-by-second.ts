import type { CameraState } from '../../kernel/camera-state.js';
import { SECOND_MS } from '../../kernel/instant.js';
import type { Spell } from '../domain/maintenance.js';
import { NO_TIME, type TimeByState } from '../domain/ratio.js';

export type Step = readonly [at: number, state: CameraState];

/** What a camera was in every second from `from` on. `steps` are oldest first, all in whole seconds. */
export function statesBySecond(steps: readonly Step[], from: number, to: number): readonly CameraState[] {
  const states: CameraState[] = [];
  let next = 0;
  let state: CameraState = 'unknown';
  for (let at = from; at < to; at += SECOND_MS) {
    while (next < steps.length && steps[next]![0] <= at) state = steps[next++]![1];
    states.push(state);
  }
  return states;
}

/** What time by state means, said slowly: look at every second. */
export function secondBySecond(
  steps: readonly Step[],
  from: number,
  to: number,
  around: readonly Spell[] = [],
): TimeByState {
  const time = { ...NO_TIME } as Record<CameraState | 'maintenance', number>;
  for (const [index, state] of statesBySecond(steps, from, to).entries()) {
    const isMaintained = isWithin(around, from + index * SECOND_MS);
    time[isMaintained ? 'maintenance' : state] += SECOND_MS;
  }
  return time;
}

export function isWithin(spells: readonly Spell[], at: number): boolean {
  return spells.some(([begin, end]) => begin <= at && at < end);
}
