import type { FaultCode } from '../../kernel/fault.js';
import type { JudgedAs } from './advance.js';

/** Nothing came back at all. A refused connection is an answer: the network is there. */
const SILENT: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'host-unreachable',
  'connect-timeout',
  'address-unresolved',
]);

/** What the last probe of a camera says of the network between it and us. */
export interface Heard {
  /** By a clock that never jumps, as all times here. */
  readonly atMs: number;
  /** Nothing came back: no connection was made. Anything else that a camera says is an answer. */
  readonly isSilent: boolean;
}

export interface SightPolicy {
  /** Of a zone with fewer cameras nobody can tell a blind prober from dead cameras. */
  readonly minCameras: number;
  /** 0…1: "nearly all" are silent. */
  readonly share: number;
  /** After this whoever was heard decides. */
  readonly patienceMs: number;
}

/** `blind`: it is us. `clear`: it is the camera. `wait`: too few of the others were heard since to tell. */
export type Sight = 'blind' | 'clear' | 'wait';

/**
 * Whether a camera that fell silent at `sinceMs` is dead, or its zone out of our sight. `others` are what was last heard
 * of the other cameras of its zone that were not down before; null for those never probed. Worked values, for 100
 * others and a share of 0.9: 11 answers since then are `clear`, 90 silences `blind`, 60 silences and 5 answers `wait`.
 * Where nobody was heard, it is we who do not look: that is a reason to wait, however long it takes.
 */
export function sightOf(
  others: readonly (Heard | null)[],
  { sinceMs, nowMs }: { readonly sinceMs: number; readonly nowMs: number },
  { minCameras, share, patienceMs }: SightPolicy,
): Sight {
  const all = others.length;
  if (all + 1 < minCameras) return 'clear';
  const heard = others.filter((last) => last !== null && last.atMs >= sinceMs);
  const silent = heard.filter((last) => last?.isSilent).length;
  if (silent >= share * all) return 'blind';
  if (heard.length - silent > (1 - share) * all) return 'clear';
  if (heard.length === 0 || nowMs - sinceMs < patienceMs) return 'wait';
  return silent >= share * heard.length ? 'blind' : 'clear';
}

/** Whether a blind zone is seen again: more of its cameras answered, since it went blind, than may be a fluke. */
export function isSeenAgain(
  members: readonly (Heard | null)[],
  blindSinceMs: number,
  { share }: Pick<SightPolicy, 'share'>,
): boolean {
  const answered = members.filter(
    (last) => last !== null && last.atMs > blindSinceMs && !last.isSilent,
  ).length;
  return answered > (1 - share) * members.length;
}

/** What was heard of each camera last. In memory: after a restart nobody has been heard yet. */
export class HeardBook {
  private readonly heard = new Map<string, Heard>();
  private readonly silentSinceMs = new Map<string, number>();

  /** What says nothing of the camera says nothing of its zone either. Answers whether something came back. */
  hear(cameraId: string, verdict: JudgedAs, atMs: number): boolean {
    if (verdict.outcome === 'inconclusive') return false;
    const isSilent = 'fault' in verdict && SILENT.has(verdict.fault.code);
    this.heard.set(cameraId, { atMs, isSilent });
    if (!isSilent) this.silentSinceMs.delete(cameraId);
    else if (!this.silentSinceMs.has(cameraId)) this.silentSinceMs.set(cameraId, atMs);
    return !isSilent;
  }

  of(cameraId: string): Heard | null {
    return this.heard.get(cameraId) ?? null;
  }

  /** Null while it answers. */
  silentSince(cameraId: string): number | null {
    return this.silentSinceMs.get(cameraId) ?? null;
  }

  /** Silence is counted anew. */
  forgetSilence(cameraId: string): void {
    this.silentSinceMs.delete(cameraId);
  }

  /** `members` are the cameras of the zone that say something of its network. */
  sightOf(cameraId: string, members: readonly string[], nowMs: number, policy: SightPolicy): Sight {
    const sinceMs = this.silentSince(cameraId);
    if (sinceMs === null) return 'clear';
    const others = members.filter((id) => id !== cameraId).map((id) => this.of(id));
    return sightOf(others, { sinceMs, nowMs }, policy);
  }
}
