import { CAMERA_STATES, type CameraState } from '../../kernel/camera-state.js';
import type { Fault } from '../../kernel/fault.js';
import type { Position } from '../../kernel/geography.js';
import { type Instant, SECOND_MS } from '../../kernel/instant.js';

export interface ShownCamera {
  readonly cameraId: string;
  readonly name: string;
  readonly villageId: string;
  readonly isInService: boolean;
  readonly isInMaintenance: boolean;
  readonly position: Position | null;
  readonly standing: {
    readonly state: CameraState;
    readonly fault: Pick<Fault, 'code'> | null;
    readonly since: Instant;
  };
}

/** Cameras by column, all of one length and in one order: a third of the bytes of a list of objects. */
export interface CameraColumns {
  /** What `villages`, `states` and `faults` are places in. */
  readonly villageIds: readonly string[];
  readonly stateNames: readonly CameraState[];
  readonly faultCodes: readonly string[];
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly villages: readonly number[];
  /** WGS 84; null where nobody knows. */
  readonly longitudesDeg: readonly (number | null)[];
  readonly latitudesDeg: readonly (number | null)[];
  readonly states: readonly number[];
  /** Null where nothing is wrong. */
  readonly faults: readonly (number | null)[];
  /** Since when the state, or the fault within it, holds: whole seconds since 1970. */
  readonly sinceS: readonly number[];
  /** 1 for those in service, 0 for the others. */
  readonly inService: readonly (0 | 1)[];
  /** 1 for those in a maintenance window now, whatever their state. */
  readonly inMaintenance: readonly (0 | 1)[];
}

export function cameraColumns(cameras: readonly ShownCamera[]): CameraColumns {
  const [villages, faults] = [new Numbered(), new Numbered()];
  return {
    ids: cameras.map(({ cameraId }) => cameraId),
    names: cameras.map(({ name }) => name),
    villages: cameras.map(({ villageId }) => villages.numberOf(villageId)),
    longitudesDeg: cameras.map(({ position }) => position?.longitudeDeg ?? null),
    latitudesDeg: cameras.map(({ position }) => position?.latitudeDeg ?? null),
    states: cameras.map(({ standing }) => CAMERA_STATES.indexOf(standing.state)),
    faults: cameras.map(({ standing: { fault } }) => (fault === null ? null : faults.numberOf(fault.code))),
    sinceS: cameras.map(({ standing }) => Math.floor(standing.since / SECOND_MS)),
    inService: cameras.map(({ isInService }) => (isInService ? 1 : 0)),
    inMaintenance: cameras.map(({ isInMaintenance }) => (isInMaintenance ? 1 : 0)),
    villageIds: villages.names,
    stateNames: CAMERA_STATES,
    faultCodes: faults.names,
  };
}

/** Names in the order in which they first came. */
class Numbered {
  readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}
