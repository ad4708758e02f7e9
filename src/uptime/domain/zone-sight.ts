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
  readonly cameraId: string;
  /**
   * When the look began, by a clock that never jumps, as all times here. What a look heard in the end may be as old as that:
   * a picture that was asked for before a wire was cut is judged seconds after it.
   */
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
 * Whether a camera that fell silent at `sinceMs` is dead, or its zone out of our sight. `others` is what was last heard
 * of the other cameras of its zone that were not down before, the newest first; there are `all` of them, also those that were
 * never heard. Read no further than it takes, for a zone may have 100,000. Worked values, for 100
 * others and a share of 0.9: 11 answers since then are `clear`, 90 silences `blind`, 60 silences and 5 answers `wait`.
 * Where nobody was heard, it is we who do not look: that is a reason to wait, however long it takes.
 */
export function sightOf(
  all: number,
  others: Iterable<Heard>,
  { sinceMs, nowMs }: { readonly sinceMs: number; readonly nowMs: number },
  { minCameras, share, patienceMs }: SightPolicy,
): Sight {
  if (all + 1 < minCameras) return 'clear';
  let [silent, answered] = [0, 0];
  for (const { atMs, isSilent } of others) {
    if (atMs < sinceMs) break;
    if (isSilent) silent += 1;
    else answered += 1;
    if (silent >= share * all) return 'blind';
    if (answered > (1 - share) * all) return 'clear';
  }
  const heard = silent + answered;
  if (heard === 0 || nowMs - sinceMs < patienceMs) return 'wait';
  return silent >= share * heard ? 'blind' : 'clear';
}

/**
 * Whether a blind zone is seen again: more of its cameras answered, since it went blind, than may be a fluke. `members` as
 * the others of {@link sightOf}.
 */
export function isSeenAgain(
  all: number,
  members: Iterable<Heard>,
  blindSinceMs: number,
  { share }: Pick<SightPolicy, 'share'>,
): boolean {
  let answered = 0;
  for (const { atMs, isSilent } of members) {
    if (atMs <= blindSinceMs) return false;
    if (!isSilent) answered += 1;
    if (answered > (1 - share) * all) return true;
  }
  return false;
}

/** So many that nobody counts on any more may be left before they are cleared away. */
const SPARE = 1_000;

/** What was heard of each camera of one zone last. In memory: after a restart nobody has been heard yet. */
export class HeardBook {
  private readonly last = new Map<string, Heard>();
  private readonly silentSinceMs = new Map<string, number>();
  /** By time; those among it that are not the last of their camera any more count for nothing. */
  private inOrder: Heard[] = [];

  /**
   * What says nothing of the camera says nothing of its zone either, and what began before that which was heard last is out of
   * date. Answers whether something came back.
   */
  hear(cameraId: string, verdict: JudgedAs, atMs: number): boolean {
    if (verdict.outcome === 'inconclusive') return false;
    if (atMs < (this.last.get(cameraId)?.atMs ?? -Infinity)) return false;
    const isSilent = 'fault' in verdict && SILENT.has(verdict.fault.code);
    this.put({ cameraId, atMs, isSilent });
    if (!isSilent) this.silentSinceMs.delete(cameraId);
    else if (!this.silentSinceMs.has(cameraId)) this.silentSinceMs.set(cameraId, atMs);
    return !isSilent;
  }

  *newestFirst(): Iterable<Heard> {
    for (let at = this.inOrder.length - 1; at >= 0; at -= 1) {
      const heard = this.inOrder[at]!;
      if (this.isLast(heard)) yield heard;
    }
  }

  /** Null while it answers. */
  silentSince(cameraId: string): number | null {
    return this.silentSinceMs.get(cameraId) ?? null;
  }

  /** Silence is counted anew. */
  forgetSilence(cameraId: string): void {
    this.silentSinceMs.delete(cameraId);
  }

  /** What is late goes where it belongs. */
  private put(heard: Heard): void {
    this.last.set(heard.cameraId, heard);
    const earlier = this.inOrder.findLastIndex(({ atMs }) => atMs <= heard.atMs);
    this.inOrder.splice(earlier + 1, 0, heard);
    if (this.inOrder.length > 2 * this.last.size + SPARE)
      this.inOrder = this.inOrder.filter((one) => this.isLast(one));
  }

  private isLast(heard: Heard): boolean {
    return this.last.get(heard.cameraId) === heard;
  }
}
