import type { CameraGroup } from './domain/map/closed-gaps.js';
import type { Basis, Status } from './domain/map/status.js';

export type { CameraGroup };

/** How the places and the ground of one village stand now. */
export interface VillageCoverage {
  readonly villageId: string;
  readonly places: Readonly<Record<Status, number>>;
  /** Weights of its dark and uncovered places. */
  readonly gapWeight: number;
  /** Shares of its ground outdoors that are seen in the least detail (`detect`); null where no boundary is known. */
  readonly ratio: Readonly<Record<Basis, number | null>>;
}

/** Coverage as other rooms see it. */
export abstract class Coverage {
  /** Every village, from memory; none before the map was computed for the first time. */
  abstract villages(): readonly VillageCoverage[];
  /**
   * For each group, in their order, the ids of the places in its villages that no registered camera would see, were it
   * not for the cameras of the group. Null while there is no map to tell: before it was first computed, and while it is
   * computed again.
   */
  abstract closedGaps(groups: readonly CameraGroup[]): Promise<readonly (readonly string[])[] | null>;
}
