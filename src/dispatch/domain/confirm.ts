import type { Instant } from '../../kernel/instant.js';
import type { WorkOrder } from './order.js';

/** What probing knows of a camera of an order that is in service. */
export interface Sight {
  readonly cameraId: string;
  /** Confirmed offline, and not back. */
  readonly isDown: boolean;
  /** Its outage is not over yet, whether it is back or not. */
  readonly hasOutage: boolean;
  /** How long it was live within the last `confirmMs`, unknown time and maintenance left out. */
  readonly liveMs: number;
}

/**
 * Whether probing has confirmed it: no camera has an outage, and every one was live, without a break, for `confirmMs`,
 * which began after somebody said that it is mended, `agoMs` ago (or, if nobody did, after it was opened). An order of the rule that nobody is at yet is over when its cameras
 * came back of themselves; one that people opened is not, because what they saw need not be an outage. Cameras out of
 * service are not among `sights`; of none, nothing can be confirmed.
 */
export function isConfirmed(
  order: WorkOrder,
  sights: readonly Sight[],
  confirmMs: number,
  agoMs: number,
): boolean {
  const isReady = order.state === 'mended' || (order.origin === 'rule' && order.state !== 'on-site');
  if (!isReady || sights.length === 0 || agoMs < confirmMs) return false;
  return sights.every(({ hasOutage, liveMs }) => !hasOutage && liveMs >= confirmMs);
}

/** Somebody says it is mended, and probing says it is not. */
export function isMendedButDown(
  { state }: Pick<WorkOrder, 'state'>,
  sights: readonly Pick<Sight, 'isDown'>[],
): boolean {
  return state === 'mended' && sights.some(({ isDown }) => isDown);
}

/** A camera that is down and has no unfinished order. */
export interface FellAgain {
  readonly cameraId: string;
  readonly openedAt: Instant;
}

/** Whether a closed order comes back: at least half of its cameras fell within `withinMs` of its end. */
export function fellAgainSoon(order: WorkOrder, fallen: readonly FellAgain[], withinMs: number): boolean {
  const { state, finishedAt, cameraIds } = order;
  if (state !== 'closed' || finishedAt === null) return false;
  const again = fallen.filter(
    ({ cameraId, openedAt }) =>
      cameraIds.includes(cameraId) && openedAt >= finishedAt && openedAt - finishedAt <= withinMs,
  );
  return again.length > 0 && again.length * 2 >= cameraIds.length;
}
