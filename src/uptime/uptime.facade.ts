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

/** The time that the cameras of one village and programme spent in each state. */
export interface GroupTime {
  readonly villageId: string;
  readonly programmeId: string | null;
  readonly cameras: number;
  readonly time: TimeByState;
}

/** States and ratios as other rooms see them, from memory: no call here waits for the database. */
export abstract class Uptime {
  /** Every camera of the register, in the order of ids. */
  abstract standings(): readonly CameraStanding[];
  /** Milliseconds by state over the window that ends now, for each village and programme that has cameras. */
  abstract timeByGroup(windowMs: number): readonly GroupTime[];
  abstract timeOf(cameraId: string, from: Instant, to: Instant): TimeByState;
}
