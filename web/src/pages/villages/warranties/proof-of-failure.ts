import type { Outage } from '../answers.ts';

const DAY_MS = 86_400_000;
/** Over so many days the service sees whether a camera has failed. */
export const WATCHED_DAYS = 30;

/** A stretch of time in which a camera was offline. */
export interface Stretch {
  readonly from: string;
  /** Null while it lasts. */
  readonly to: string | null;
  readonly ms: number;
}

/** The longest outages of a camera of the last 30 days, the longest first; `nowMs` is when they are told. */
export function stretchesOf(
  cameraId: string,
  outages: readonly Pick<Outage, 'cameraId' | 'openedAt' | 'recoveredAt'>[],
  nowMs: number,
): readonly Stretch[] {
  const since = nowMs - WATCHED_DAYS * DAY_MS;
  return outages
    .filter((outage) => outage.cameraId === cameraId)
    .map(({ openedAt, recoveredAt }) => {
      const toMs = recoveredAt === null ? nowMs : Date.parse(recoveredAt);
      return { from: openedAt, to: recoveredAt, ms: toMs - Math.max(since, Date.parse(openedAt)) };
    })
    .filter(({ ms }) => ms > 0)
    .toSorted((one, other) => other.ms - one.ms);
}
