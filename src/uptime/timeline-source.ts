import type { Instant } from '../kernel/instant.js';

/** One thing that happened to a camera. */
export interface TimelineEntry {
  readonly at: Instant;
  /** What kind of thing, as `state` or `outage-opened`. */
  readonly kind: string;
  /** The only one of its kind; entries of one instant are in the order of kind and id. */
  readonly id: string;
  /** What the answer of the API shows beside `at` and `kind`; instants in it as ISO text. */
  readonly shown: Readonly<Record<string, unknown>>;
}

export interface TimelineRequest {
  readonly cameraId: string;
  /** The bounds count in. */
  readonly from: Instant;
  readonly to: Instant;
  /** Only what comes after this; null for the beginning. */
  readonly after: Pick<TimelineEntry, 'at' | 'kind' | 'id'> | null;
  /** Entries that are wanted at most; more do no harm. */
  readonly limit: number;
}

/** Adds to a camera's timeline. Rooms above register theirs with {@link Timelines}. */
export interface TimelineSource {
  /** In the order of {@link isAfter}. May answer entries outside the bounds: they are left out. */
  entries(request: TimelineRequest): Promise<readonly TimelineEntry[]>;
}

/** Where sources are registered, at the start. */
export abstract class Timelines {
  abstract add(source: TimelineSource): void;
}

/** The order of a timeline: by time, then by kind and id. */
export function compareEntries(
  left: Pick<TimelineEntry, 'at' | 'kind' | 'id'>,
  right: Pick<TimelineEntry, 'at' | 'kind' | 'id'>,
): number {
  if (left.at !== right.at) return left.at - right.at;
  const [a, b] = [`${left.kind} ${left.id}`, `${right.kind} ${right.id}`];
  return a === b ? 0 : a < b ? -1 : 1;
}
