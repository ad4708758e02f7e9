import type { EntityManager } from 'typeorm';
import type { Position } from '../kernel/geography.js';
import type { Lifecycle, Network } from './domain/camera.js';
import type { ObservedFacts } from './domain/probe-target.js';
import type { RegisterValues } from './domain/register-columns.js';

export interface ZoneSummary {
  readonly id: string;
  readonly name: string;
  /** Networks that searches may look at, in CIDR form. */
  readonly allowedNetworks: readonly string[];
}

/** A camera as far as devices on the wire are matched to it. */
export interface MatchableCamera {
  readonly cameraId: string;
  readonly name: string;
  readonly villageId: string;
  readonly zoneId: string;
  readonly credentialId: string | null;
  readonly lifecycle: Lifecycle;
  readonly network: Network;
  /** 设备型号 and 固件版本 as people wrote them down. */
  readonly model: string | null;
  readonly firmware: string | null;
  readonly observed: ObservedFacts | null;
}

/** What is known of a camera that comes from the wire; the columns of 一机一档 follow from people. */
export interface FoundCamera {
  readonly name: string;
  readonly villageId: string;
  readonly programmeId: string | null;
  readonly zoneId: string;
  readonly credentialId: string | null;
  readonly lifecycle: Lifecycle;
  readonly network: Network;
}

export type CameraMend = Partial<
  Pick<FoundCamera, 'name' | 'villageId' | 'programmeId' | 'credentialId' | 'lifecycle'>
> & {
  readonly network?: Partial<Network>;
};

/** A camera that is to be bought: where it is to hang and how. Nobody knows its address yet. */
export interface PlannedCamera {
  readonly id: string;
  readonly name: string;
  readonly villageId: string;
  readonly programmeId: string | null;
  /** Null for the zone that is always there. */
  readonly zoneId: string | null;
  readonly position: Position;
  readonly register: Partial<RegisterValues>;
}

/**
 * The register as a room that finds devices writes it: through the same checks, for the same people and with the same
 * events as the API. Refusals are {@link DomainError}s.
 */
export abstract class RegistryEntries {
  /** Null when there is no such zone. */
  abstract zone(zoneId: string): Promise<ZoneSummary | null>;
  /** Every camera of a zone, in whatever lifecycle, in the order of ids. */
  abstract matchable(zoneId: string): Promise<readonly MatchableCamera[]>;
  abstract camera(cameraId: string): Promise<MatchableCamera | null>;
  abstract enter(camera: FoundCamera): Promise<MatchableCamera>;
  /**
   * Enters them as `planned`, all or none. `first` comes before them in the same transaction, for what the caller has to
   * write with them; whatever it throws undoes everything.
   */
  abstract enterPlanned(
    cameras: readonly PlannedCamera[],
    first: (manager: EntityManager) => Promise<void>,
  ): Promise<void>;
  /** What is left out stays. */
  abstract mend(cameraId: string, mend: CameraMend): Promise<MatchableCamera>;
}
