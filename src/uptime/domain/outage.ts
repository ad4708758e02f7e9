import type { Fault } from '../../kernel/fault.js';
import type { Instant } from '../../kernel/instant.js';

/** Why an outage ended: the camera stayed live, or people took it out of service. */
export const CLOSE_REASONS = ['recovered', 'out-of-service'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** Somebody has seen it. */
export interface Acknowledgement {
  readonly at: Instant;
  /** The name that they act under. */
  readonly by: string;
  readonly note: string | null;
}

/** One stretch in which a camera in service is confirmed offline, damped: a flapping camera has one, not twenty. */
export interface Outage {
  readonly id: string;
  readonly cameraId: string;
  readonly openedAt: Instant;
  /** What was wrong last; it may have changed since the camera fell. */
  readonly fault: Fault;
  readonly isFlapping: boolean;
  /** Since when the camera is live again; null while it is down. Repair took until then. */
  readonly recoveredAt: Instant | null;
  /** When it had been live for long enough; null while open. */
  readonly closedAt: Instant | null;
  readonly closeReason: CloseReason | null;
  readonly incidentId: string | null;
  readonly acknowledgement: Acknowledgement | null;
}

export interface DampingPolicy {
  /** An outage closes when its camera was live for this long, unknown time aside. */
  readonly closeAfterLiveMs: number;
  /** The same for a camera that flaps. */
  readonly flapCloseAfterLiveMs: number;
  /** A camera that fell this often … */
  readonly flapFalls: number;
  /** … within this flaps. */
  readonly flapWindowMs: number;
}

/** A new outage of a camera that fell at `at`. */
export function openOutage(
  of: Pick<Outage, 'id' | 'cameraId' | 'fault'>,
  at: Instant,
  isFlapping: boolean,
): Outage {
  const { id, cameraId, fault } = of;
  const open = { recoveredAt: null, closedAt: null, closeReason: null, incidentId: null };
  return { id, cameraId, openedAt: at, fault, isFlapping, ...open, acknowledgement: null };
}

/** It is down, again or with another fault. A camera that flaps once flaps until its outage is over. */
export function fallAgain(outage: Outage, fault: Fault, flaps: boolean): Outage {
  return { ...outage, fault, recoveredAt: null, isFlapping: outage.isFlapping || flaps };
}

/** It is live, which closes nothing yet. What was live before stays so: an impaired picture is a picture. */
export function comeBack(outage: Outage, at: Instant): Outage {
  return outage.recoveredAt === null ? { ...outage, recoveredAt: at } : outage;
}

/** Whether it was live for long enough, `liveMs` being what it was live since it came back, unknown time aside. */
export function isOver(outage: Outage, liveMs: number, policy: DampingPolicy): boolean {
  if (outage.recoveredAt === null) return false;
  return liveMs >= (outage.isFlapping ? policy.flapCloseAfterLiveMs : policy.closeAfterLiveMs);
}

/** Never before it opened, whatever the machine's clock does. */
export function closeOutage(outage: Outage, at: Instant, closeReason: CloseReason): Outage {
  return { ...outage, closedAt: Math.max(at, outage.recoveredAt ?? outage.openedAt), closeReason };
}

/** Worked value: falls 50, 30 and 5 minutes ago flap, where three within an hour do. */
export function isFlapping(
  falls: readonly Instant[],
  now: Instant,
  { flapFalls, flapWindowMs }: DampingPolicy,
): boolean {
  return falls.filter((at) => at > now - flapWindowMs).length >= flapFalls;
}
