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
  /** False while it may be us who see nothing: then nothing is confirmed, and counting goes on. */
  readonly isSightClear?: boolean;
}

export interface Advance {
  readonly standing: Standing;
  /** Null when state and fault code stay as they are. */
  readonly transition: Transition | null;
}

/**
 * What one verdict makes of a camera's standing. A decoded frame decides at once; its absence only when confirmed.
 *
 * - `answered` ends a row of missed heartbeats and nothing else: it proves no picture, so it makes no camera online.
 * - `silent` and `frameless` count separately, and `live` ends both rows. So an ONVIF daemon that freezes while the
 *   picture lives takes nothing offline: probing tries the stream with the first missed heartbeat and every third
 *   after it, and each live verdict starts the count anew. Once that camera is impaired by `onvif-silent`, missed
 *   heartbeats no longer count at all: only failed frames take it offline.
 * - While it may be us who see nothing (`isSightClear`), the counts go on and nothing is confirmed, no other fault of
 *   an offline camera either; the next verdict after that confirms at once.
 * - An offline camera whose fault changes stays offline and gets a transition, so that the history names the right
 *   cause: at once by a failed frame, which looked at every rung; by heartbeats only when as many in a row as confirm
 *   offline say otherwise, because a dead address answers now with a timeout and now with "unreachable".
 */
export function advance(
  standing: Standing,
  verdict: JudgedAs,
  now: Instant,
  policy: ConfirmationPolicy,
): Advance {
  switch (verdict.outcome) {
    case 'live':
      return enter(resetCounts(standing), stateOf(verdict.impairment), verdict.impairment, now);
    case 'answered':
      return unmoved({ ...standing, missedHeartbeats: 0 });
    case 'silent':
      return missHeartbeat(standing, verdict.fault, now, policy);
    case 'frameless':
      return failFrame(standing, verdict.fault, now, policy);
    case 'inconclusive':
      return unmoved(standing);
  }
}

function missHeartbeat(standing: Standing, fault: Fault, now: Instant, policy: ConfirmationPolicy): Advance {
  const { isSightClear = true } = policy;
  if (standing.fault?.code === 'onvif-silent') return unmoved(standing);
  const saysTheSame = standing.state === 'offline' && standing.fault?.code === fault.code;
  if (saysTheSame) return unmoved({ ...standing, fault, missedHeartbeats: 0 });
  const missedHeartbeats = standing.missedHeartbeats + 1;
  const isConfirmed =
    missedHeartbeats >= policy.missedHeartbeats ||
    (standing.state !== 'offline' && standing.failedFrames >= policy.failedFrames);
  if (!isConfirmed || !isSightClear) return unmoved({ ...standing, missedHeartbeats });
  return enter({ ...standing, missedHeartbeats: 0 }, 'offline', fault, now);
}

function failFrame(standing: Standing, fault: Fault, now: Instant, policy: ConfirmationPolicy): Advance {
  const { isSightClear = true } = policy;
  const failedFrames = standing.failedFrames + 1;
  const isConfirmed = failedFrames >= policy.failedFrames || standing.state === 'offline';
  if (!isConfirmed || !isSightClear) return unmoved({ ...standing, failedFrames });
  return enter({ ...standing, failedFrames, missedHeartbeats: 0 }, 'offline', fault, now);
}

function resetCounts(standing: Standing): Standing {
  return { ...standing, missedHeartbeats: 0, failedFrames: 0 };
}

function unmoved(standing: Standing): Advance {
  return { standing, transition: null };
}

function stateOf(impairment: Fault | null): CameraState {
  return impairment === null ? 'online' : 'impaired';
}

/** Time never runs backwards in a history, whatever the machine's clock does. */
function enter(standing: Standing, state: CameraState, fault: Fault | null, now: Instant): Advance {
  const isSame = standing.state === state && standing.fault?.code === fault?.code;
  if (isSame) return unmoved({ ...standing, fault });
  const at = Math.max(now, standing.since);
  return {
    standing: { ...standing, state, fault, since: at },
    transition: { at, from: standing.state, to: state, fault },
  };
}
