import type { CameraState } from '../../kernel/camera-state.js';
import type { Fault } from '../../kernel/fault.js';
import type { Instant } from '../../kernel/instant.js';

/** Where a camera stands now, and how far the next state is confirmed. */
export interface Standing {
  readonly state: CameraState;
  /** When the state, or the fault within it, began. */
  readonly since: Instant;
  /** Null exactly when online. */
  readonly fault: Fault | null;
  /** Missed heartbeats in a row; of an offline camera, those in a row that tell another fault. */
  readonly missedHeartbeats: number;
  /** Failed frames in a row. */
  readonly failedFrames: number;
}

/** A camera's state or fault changed. Rows of the history are these. */
export interface Transition {
  readonly at: Instant;
  readonly from: CameraState;
  readonly to: CameraState;
  readonly fault: Fault | null;
}

export const NOT_PROBED_YET: Fault = {
  code: 'not-probed-yet',
  detail: 'The camera has not been probed yet.',
};
export const NOT_IN_SERVICE: Fault = {
  code: 'not-probed-yet',
  detail: 'The camera is not in service; nobody looks at it.',
};
export const PROBER_DOWN: Fault = {
  code: 'prober-down',
  detail: 'The monitor itself was down; nobody looked.',
};

export const ZONE_BLIND: Fault = {
  code: 'zone-blind',
  detail: 'The monitor reaches nearly no camera of this zone; it says nothing of this one.',
};

/** There is a picture, whatever is wrong with it. */
export function isLive(state: CameraState): boolean {
  return state === 'online' || state === 'impaired';
}

/** It was looked at before, and cannot be now for a reason of ours. */
export function isOutOfSight({ state, fault }: Pick<Standing, 'state' | 'fault'>): boolean {
  return state === 'unknown' && (fault?.code === 'prober-down' || fault?.code === 'zone-blind');
}

export function newStanding(since: Instant, fault: Fault = NOT_PROBED_YET): Standing {
  return { state: 'unknown', since, fault, missedHeartbeats: 0, failedFrames: 0 };
}
