import type { Basis, Status } from './domain/map/status.js';

/** How the places and the ground of one village stand now. */
export interface VillageCoverage {
  readonly villageId: string;
  readonly places: Readonly<Record<Status, number>>;
  /** Weights of its dark and uncovered places. */
  readonly gapWeight: number;
  /** Shares of its ground outdoors that are seen in the least detail (`detect`); null where no boundary is known. */
  readonly ratio: Readonly<Record<Basis, number | null>>;
}

/** Coverage as other rooms see it, from memory. */
export abstract class Coverage {
  /** Every village; none before the map was computed for the first time. */
  abstract villages(): readonly VillageCoverage[];
}
