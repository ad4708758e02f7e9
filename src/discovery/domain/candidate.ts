import type { Fault } from '../../kernel/fault.js';
import type { Instant } from '../../kernel/instant.js';
import type { ServiceAddress } from './choose-address.js';
import type { LoginTrial } from './login-trials.js';
import type { FoundDevice } from './match.js';
import type { DeviceIdentity } from './registered-camera.js';
import type { FoundBy, SelfDescription } from './sighting.js';

/** What ONVIF said to a stranger. */
export type Greeted =
  | { readonly ok: true; readonly clockOffsetMs: number | null }
  | { readonly ok: false; readonly fault: Fault };

/** What a device told those who logged in. */
export interface Interviewed {
  readonly at: Instant;
  readonly credentialId: string | null;
  readonly profiles: readonly {
    readonly name: string;
    readonly encoding: string | null;
    readonly widthPx: number | null;
    readonly heightPx: number | null;
  }[];
  /** As the device wrote it, without credentials; null where it named none. */
  readonly streamUri: string | null;
  /** Null where none was confirmed. */
  readonly frame: { readonly codec: string; readonly widthPx: number; readonly heightPx: number } | null;
  /** Why there is no frame; null where there is one. */
  readonly fault: Fault | null;
}

/** A device on a zone's networks that may be, or already is, a camera of the register. */
export interface Candidate {
  readonly id: string;
  readonly zoneId: string;
  readonly key: string;
  readonly endpoint: string | null;
  readonly isEndpointShared: boolean;
  readonly address: ServiceAddress;
  readonly otherHosts: readonly string[];
  readonly foundBy: FoundBy;
  readonly said: SelfDescription;
  readonly identity: DeviceIdentity;
  readonly greeted: Greeted | null;
  readonly interviewed: Interviewed | null;
  readonly trials: readonly LoginTrial[];
  /** The camera that it was adopted as, or recognised as; null for none. */
  readonly cameraId: string | null;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** The latest search that saw it. */
  readonly searchId: string;
}

export const UNKNOWN_IDENTITY: DeviceIdentity = {
  vendor: null,
  model: null,
  firmware: null,
  serial: null,
  mac: null,
};

/** What a candidate is known by over many searches: its endpoint's UUID, else its MAC, else where it answers. */
export function candidateKey(device: {
  readonly endpoint: string | null;
  readonly isEndpointShared: boolean;
  readonly mac: string | null;
  readonly address: ServiceAddress;
}): string {
  const { endpoint, isEndpointShared, mac, address } = device;
  if (endpoint !== null && !isEndpointShared) return `endpoint ${endpoint}`;
  return mac === null ? `address ${address.host} ${address.port}` : `mac ${mac}`;
}

export function placeOf({ host, port }: Pick<ServiceAddress, 'host' | 'port'>): string {
  return `${host} ${port}`;
}

export function toFoundDevice(candidate: Candidate): FoundDevice {
  const { address, otherHosts, endpoint, identity, cameraId, isEndpointShared } = candidate;
  return {
    host: address.host,
    port: address.port,
    otherHosts,
    endpoint: isEndpointShared ? null : endpoint,
    identity,
    linkedCameraId: cameraId,
  };
}
