import type { CameraState } from '../kernel/camera-state.js';
import type { Fault } from '../kernel/fault.js';
import type { Instant } from '../kernel/instant.js';
import type { CloseReason } from './domain/outage.js';

/** A camera's state or fault changed, and the change is committed. */
export class CameraStateChanged {
  constructor(
    readonly cameraId: string,
    readonly at: Instant,
    readonly from: CameraState,
    readonly to: CameraState,
    readonly fault: Fault | null,
  ) {}
}

/** What the register says of a camera now is what the standings of the door answer with: it came, changed or went. */
export class CameraFollowed {
  constructor(
    readonly cameraId: string,
    /** The village that it is in, and the one that it left; none for a camera that was never followed. */
    readonly villageIds: readonly string[],
  ) {}
}

/** A maintenance window began for these cameras, or ended: the standings of the door say so by now. */
export class MaintenanceChanged {
  constructor(
    readonly began: readonly string[],
    readonly ended: readonly string[],
  ) {}
}

/** A camera in service is confirmed offline. Grouping comes a moment later: see {@link IncidentChanged}. */
export class OutageOpened {
  constructor(
    readonly outageId: string,
    readonly cameraId: string,
    readonly villageId: string,
    readonly at: Instant,
    readonly fault: Fault,
    readonly incidentId: string | null,
  ) {}
}

/** The camera stayed live for long enough, or was taken out of service. */
export class OutageClosed {
  constructor(
    readonly outageId: string,
    readonly cameraId: string,
    readonly villageId: string,
    readonly at: Instant,
    readonly openedAt: Instant,
    readonly incidentId: string | null,
    /** Since when it is live; null where it never came back. */
    readonly recoveredAt: Instant | null,
    readonly reason: CloseReason,
  ) {}
}

export class OutageAcknowledged {
  constructor(
    readonly outageId: string,
    readonly at: Instant,
    /** The name that they act under. */
    readonly by: string,
  ) {}
}

export class IncidentOpened {
  constructor(
    readonly incidentId: string,
    readonly at: Instant,
  ) {}
}

/** Outages joined it, or something else is suspected. */
export class IncidentChanged {
  constructor(
    readonly incidentId: string,
    readonly at: Instant,
  ) {}
}

/** All its outages are closed, the prober sees again, or it went into another incident. */
export class IncidentClosed {
  constructor(
    readonly incidentId: string,
    readonly at: Instant,
  ) {}
}
