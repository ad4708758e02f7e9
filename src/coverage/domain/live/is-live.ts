import type { CameraState } from '../../../kernel/camera-state.js';
import type { FaultCode } from '../../../kernel/fault.js';

/** What probing found of a camera; the state it stands in now may be `unknown`. */
export interface Found {
  readonly state: CameraState;
  readonly fault: FaultCode | null;
}

/**
 * Whether a camera sees: online, or impaired by a fault that blinds nothing. Of an unknown one what was found last holds,
 * for our own blindness is no camera's fault; one that was never looked at sees nothing yet.
 */
export function isLive(now: Found, last: Found | null, blindingFaults: ReadonlySet<string>): boolean {
  const { state, fault } = now.state === 'unknown' ? (last ?? now) : now;
  if (state === 'online') return true;
  return state === 'impaired' && !blindingFaults.has(fault ?? '');
}
