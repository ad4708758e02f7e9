import type { CameraState } from '../kernel/camera-state.js';
import type { FaultCode } from '../kernel/fault.js';
import type { Instant } from '../kernel/instant.js';
import type { Advice } from '../probing/index.js';
import type { CameraSummary, StatesNow } from '../registry/index.js';
import type { Slices } from './domain/band.js';
import type { Incident } from './domain/incident.js';
import type { Outage } from './domain/outage.js';
import type { TimeByState } from './domain/ratio.js';
import type { Standing } from './domain/standing.js';

/** A camera with where it stands and the groups it counts in. */
export interface CameraStanding extends Omit<CameraSummary, 'id'> {
  readonly cameraId: string;
  readonly standing: Standing;
}

/** How the cameras of one village and programme stand now. */
export interface GroupCount {
  readonly villageId: string;
  readonly programmeId: string | null;
  /** Cameras in service that are not in maintenance, by state. */
  readonly inService: Readonly<Record<CameraState, number>>;
  /** In service and in maintenance, whatever their state. */
  readonly maintenance: number;
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

/** An outage with whose camera it is. */
export interface OutageOfCamera extends Outage {
  readonly cameraName: string;
  readonly villageId: string;
  readonly programmeId: string | null;
  /** What a technician can try, by the fault. */
  readonly advice: Advice;
  /** False while the camera is in maintenance: nobody need be told. */
  readonly isNotifiable: boolean;
}

/** What probing found last of a camera, whether it still looks or not. */
export interface LastKnown {
  readonly state: Exclude<CameraState, 'unknown'>;
  /** Null exactly when online. */
  readonly fault: FaultCode | null;
  readonly at: Instant;
}

/** An incident, and whether people need be told: not of the prober's, and not of one that went into another. */
export interface TellableIncident extends Incident {
  readonly isNotifiable: boolean;
}

/**
 * States and ratios as other rooms see them, from memory: no call here waits for the database. A camera counts, with
 * its whole history, in the groups that it belongs to now.
 */
export abstract class Standings {
  /** Every camera of the register, in the order of ids. */
  abstract standings(): readonly CameraStanding[];
  /** Ids of those in a maintenance window; seconds after one begins or ends. */
  abstract maintained(): ReadonlySet<string>;
  /**
   * Grows with every change of {@link standings} but a probe that confirms nothing yet, and of {@link maintained}; begins anew
   * with the process.
   */
  abstract revision(): number;
  /** Null when there is no such camera. */
  abstract standingOf(cameraId: string): CameraStanding | null;
  /** The present state, or the last one before it became unknown; null where nothing was found in 31 days. */
  abstract lastKnown(cameraId: string): LastKnown | null;
  /** How cameras in service are shown now, maintenance before what probing finds. */
  abstract shown(now: Instant): StatesNow;
  /** For each village and programme that has cameras. */
  abstract counts(now: Instant): readonly GroupCount[];
  /** Milliseconds by state, for each village and programme that has cameras. No further back than 31 days. */
  abstract timeByGroup(from: Instant, to: Instant): readonly GroupTime[];
  /** Milliseconds by state of one camera. No further back than 31 days. */
  abstract timeOf(cameraId: string, from: Instant, to: Instant): TimeByState;
  /** The same, of many cameras over one window. */
  abstract timesOver(from: Instant, to: Instant): (cameraId: string) => TimeByState;
  /** Milliseconds by state of the cameras of these villages, slice by slice, oldest first; null for all. No further back than 31 days. */
  abstract band(slices: Slices, villageIds: readonly string[] | null): readonly TimeByState[];
}

/** And what came of it: outages and incidents. What is open comes from memory, the rest from the database. */
export abstract class Uptime extends Standings {
  abstract openOutages(): readonly OutageOfCamera[];
  /** Null when there is none, or its camera is gone. */
  abstract outage(id: string): Promise<OutageOfCamera | null>;
  /** Those that opened, changed or closed at or after `since`, oldest first: what a consumer that was away missed. */
  abstract outagesSince(since: Instant): Promise<readonly OutageOfCamera[]>;
  /** All that ever belonged to it, oldest first. */
  abstract outagesOf(incidentId: string): Promise<readonly OutageOfCamera[]>;
  abstract openIncidents(): readonly TellableIncident[];
  abstract incident(id: string): Promise<TellableIncident | null>;
  /** Whether the camera is in a maintenance window now. */
  abstract isInMaintenance(cameraId: string): boolean;
}
