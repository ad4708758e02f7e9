import type { Plane } from '../../../kernel/geography.js';
import type { Building, Polygon, Shape } from '../ground/shape.js';
import type { Level, Sight } from '../sight/sight.js';

/** What cameras share and may lose together. */
export const TIES = ['pole', 'uplink', 'nvr', 'powerFeed'] as const;
export type Tie = (typeof TIES)[number];

/** One camera that counts as registered: in service or under repair. */
export interface GroundCamera {
  readonly id: string;
  readonly villageId: string;
  readonly programmeId: string | null;
  readonly sight: Sight;
  /** Whether probing found that it sees. */
  readonly isLive: boolean;
  /** As the register writes them; null where it does not say. */
  readonly ties: Readonly<Record<Tie, string | null>>;
}

/** 重点部位 on the plane. */
export interface GroundPlace {
  readonly id: string;
  readonly villageId: string;
  readonly shape: Shape;
  readonly detail: Level;
  readonly weight: number;
}

export interface GroundVillage {
  readonly id: string;
  /** Null where no boundary is known: no share of its area can be said. */
  readonly boundary: readonly Polygon[] | null;
}

/** Everything that coverage is computed from. Structured-clonable, so that a worker can be handed it. */
export interface CoverageGrounds {
  readonly plane: Plane;
  /** Side of a square of ground, metres. */
  readonly cellM: number;
  /** Share of a place's points that must be seen, 0 < … ≤ 1. */
  readonly placeShare: number;
  /** Share of time that a camera must look somewhere for it to count there, 0 … 1. */
  readonly minTimeShare: number;
  readonly cameras: readonly GroundCamera[];
  readonly places: readonly GroundPlace[];
  readonly buildings: readonly Building[];
  readonly villages: readonly GroundVillage[];
}
