import type { CameraState } from '../../kernel/camera-state.js';
import type { Fault } from '../../kernel/fault.js';
import type { Instant } from '../../kernel/instant.js';
import type { Standing, Transition } from './standing.js';

/** As probing's verdict; spelled here because a domain imports no other room. */
export type JudgedAs =
  | { readonly outcome: 'live'; readonly impairment: Fault | null }
  | { readonly outcome: 'frameless'; readonly fault: Fault }
  | { readonly outcome: 'answered' }
  | { readonly outcome: 'silent'; readonly fault: Fault }
  | { readonly outcome: 'inconclusive'; readonly fault: Fault };

/** How often in a row it takes to confirm `offline`. */
export interface ConfirmationPolicy {
  readonly missedHeartbeats: number;
  readonly failedFrames: number;
}

export interface Advance {
  readonly standing: Standing;
  /** Null when state and fault code stay as they are. */
  readonly transition: Transition | null;
}

/**
 * What one verdict makes of a camera's standing. A decoded frame decides at once; its absence only when confirmed. An
 * answered heartbeat never makes a camera online, because it proves no picture. Missed heartbeats never take a camera
 * offline whose ONVIF is known to be silent while its picture lives: for that one only frames count.
 */
export function advance(
  standing: Standing,
  verdict: JudgedAs,
  now: Instant,
  policy: ConfirmationPolicy,
): Advance {
  switch (verdict.outcome) {
    case 'live':
      return enter(
        { ...standing, missedHeartbeats: 0, failedFrames: 0 },
        stateOf(verdict.impairment),
        verdict.impairment,
        now,
      );
    case 'answered':
      return { standing: { ...standing, missedHeartbeats: 0 }, transition: null };
    case 'silent': {
      const missedHeartbeats = standing.missedHeartbeats + 1;
      const counted = { ...standing, missedHeartbeats };
      const isConfirmed =
        missedHeartbeats >= policy.missedHeartbeats && standing.fault?.code !== 'onvif-silent';
      // What frames have confirmed, a heartbeat does not explain better.
      const isKnown = standing.state === 'offline';
      return isConfirmed && !isKnown
        ? enter(counted, 'offline', verdict.fault, now)
        : { standing: counted, transition: null };
    }
    case 'frameless': {
      const failedFrames = standing.failedFrames + 1;
      const counted = { ...standing, failedFrames };
      const isConfirmed = failedFrames >= policy.failedFrames || standing.state === 'offline';
      return isConfirmed
        ? enter(counted, 'offline', verdict.fault, now)
        : { standing: counted, transition: null };
    }
    case 'inconclusive':
      return { standing, transition: null };
  }
}

function stateOf(impairment: Fault | null): CameraState {
  return impairment === null ? 'online' : 'impaired';
}

/** Time never runs backwards in a history, whatever the machine's clock does. */
function enter(standing: Standing, state: CameraState, fault: Fault | null, now: Instant): Advance {
  const isSame = standing.state === state && standing.fault?.code === fault?.code;
  if (isSame) return { standing: { ...standing, fault }, transition: null };
  const at = Math.max(now, standing.since);
  return {
    standing: { ...standing, state, fault, since: at },
    transition: { at, from: standing.state, to: state, fault },
  };
}
