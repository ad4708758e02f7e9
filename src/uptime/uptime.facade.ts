import type { CameraState } from '../kernel/camera-state.js';
import type { Instant } from '../kernel/instant.js';
import type { TimeByState } from './domain/ratio.js';
import type { Standing } from './domain/standing.js';

/** A camera with where it stands and the groups it counts in. */
export interface CameraStanding {
  readonly cameraId: string;
  readonly name: string;
  readonly villageId: string;
  readonly programmeId: string | null;
  readonly isInService: boolean;
  readonly standing: Standing;
}

/** How the cameras of one village and programme stand now. */
export interface GroupCount {
  readonly villageId: string;
  readonly programmeId: string | null;
  /** Cameras in service, by state. */
  readonly inService: Readonly<Record<CameraState, number>>;
  /** Planned, under repair or removed: nobody looks at these. */
  readonly notInService: number;
}

/** The time that the cameras of one village and programme spent in each state. */
export interface GroupTime {
  readonly villageId: string;
  readonly programmeId: string | null;
  readonly cameras: number;
  readonly time: TimeByState;
}

/**
 * States and ratios as other rooms see them, from memory: no call here waits for the database. A camera counts, with
 * its whole history, in the groups that it belongs to now.
 */
export abstract class Uptime {
  /** Every camera of the register, in the order of ids. */
  abstract standings(): readonly CameraStanding[];
  /** Null when there is no such camera. */
  abstract standingOf(cameraId: string): CameraStanding | null;
  /** For each village and programme that has cameras. */
  abstract counts(): readonly GroupCount[];
  /** Milliseconds by state, for each village and programme that has cameras. No further back than 31 days. */
  abstract timeByGroup(from: Instant, to: Instant): readonly GroupTime[];
  /** Milliseconds by state of one camera. No further back than 31 days. */
  abstract timeOf(cameraId: string, from: Instant, to: Instant): TimeByState;
}
