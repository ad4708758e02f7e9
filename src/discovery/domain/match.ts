import { isIP } from 'node:net';
import type { RegisterIndex } from './register-index.js';
import type { DeviceIdentity, RegisteredCamera } from './registered-camera.js';

/** A candidate, as far as it is matched. */
export interface FoundDevice {
  readonly host: string;
  readonly port: number;
  /** Further addresses of the same device. */
  readonly otherHosts: readonly string[];
  readonly endpoint: string | null;
  readonly identity: DeviceIdentity;
  /** The camera that this endpoint was found to be before; null for none. */
  readonly linkedCameraId: string | null;
}

export const MATCH_KINDS = ['new', 'known', 'moved', 'differs', 'ambiguous'] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];

/** By what a device was recognised, the surest first. */
export type MatchedBy = 'mac' | 'endpoint' | 'serial' | 'address';

export interface Difference {
  readonly fact: 'mac' | 'port' | 'vendor' | 'model' | 'firmware' | 'serial';
  readonly registered: string;
  readonly found: string;
}

export type Match =
  | { readonly kind: 'new' }
  | { readonly kind: 'known'; readonly cameraId: string; readonly by: MatchedBy }
  | {
      readonly kind: 'moved';
      readonly cameraId: string;
      readonly by: MatchedBy;
      readonly from: string;
      readonly to: string;
      readonly question: string;
      readonly differences: readonly Difference[];
    }
  | {
      readonly kind: 'differs';
      readonly cameraId: string;
      readonly by: MatchedBy;
      readonly differences: readonly Difference[];
    }
  | { readonly kind: 'ambiguous'; readonly cameraIds: readonly string[]; readonly by: MatchedBy };

/**
 * Who a device is. What cannot move with an address (MAC, endpoint, serial) is asked before the address; where one of
 * them fits several cameras, nobody guesses.
 */
export function matchDevice(device: FoundDevice, index: RegisterIndex): Match {
  for (const { by, cameras } of waysToKnow(device, index)) {
    if (cameras.length > 1) return ambiguous(cameras, device, by);
    const [camera] = cameras;
    if (camera !== undefined) return matched(camera, device, by);
  }
  return { kind: 'new' };
}

function waysToKnow(device: FoundDevice, index: RegisterIndex) {
  const { identity, endpoint, linkedCameraId } = device;
  return [
    { by: 'mac', cameras: index.withMac(identity.mac ?? macInEndpoint(endpoint)) },
    { by: 'endpoint', cameras: index.get(linkedCameraId) },
    { by: 'serial', cameras: index.withSerial(identity) },
    { by: 'address', cameras: atAddress(device, index) },
  ] as const;
}

/** Several entries with one MAC: the one that is registered just here is meant. */
function ambiguous(cameras: readonly RegisteredCamera[], device: FoundDevice, by: MatchedBy): Match {
  const here = cameras.filter(({ host, onvifPort }) => host === device.host && onvifPort === device.port);
  if (here.length === 1) return matched(here[0]!, device, by);
  return { kind: 'ambiguous', cameraIds: cameras.map(({ cameraId }) => cameraId), by };
}

function matched(camera: RegisteredCamera, device: FoundDevice, by: MatchedBy): Match {
  const { cameraId } = camera;
  const differences = differencesOf(camera, device);
  if (hasMoved(camera, device)) {
    const [from, to] = [camera.host, device.host];
    return { kind: 'moved', cameraId, by, from, to, question: questionOf(from, to), differences };
  }
  return differences.length === 0
    ? { kind: 'known', cameraId, by }
    : { kind: 'differs', cameraId, by, differences };
}

/** A name in the register leads wherever the name service says: nobody can tell whether it moved. */
function hasMoved({ host }: RegisteredCamera, device: FoundDevice): boolean {
  return isIP(host) > 0 && host !== device.host && !device.otherHosts.includes(host);
}

/** `moved: change 192.168.1.20 to .34?`: inside one /24 the last number says it all. */
function questionOf(from: string, to: string): string {
  const short = sameNetwork(from, to) ? to.slice(to.lastIndexOf('.')) : to;
  return `moved: change ${from} to ${short}?`;
}

function sameNetwork(one: string, other: string): boolean {
  const network = one.slice(0, one.lastIndexOf('.') + 1);
  return /^\d+\.\d+\.\d+\.$/.test(network) && other.startsWith(network);
}

/** Only what both sides know can differ. */
function differencesOf(camera: RegisteredCamera, { port, identity }: FoundDevice): Difference[] {
  const registered: Record<Difference['fact'], string | null> = {
    ...camera.observed,
    mac: camera.mac ?? camera.observed.mac,
    model: camera.model ?? camera.observed.model,
    firmware: camera.firmware ?? camera.observed.firmware,
    port: camera.onvifPort === null ? null : String(camera.onvifPort),
  };
  const found: Record<Difference['fact'], string | null> = { ...identity, port: String(port) };
  return (['mac', 'port', 'vendor', 'model', 'firmware', 'serial'] as const).flatMap((fact) => {
    const [before, now] = [registered[fact], found[fact]];
    if (before === null || now === null || isSame(before, now)) return [];
    return [{ fact, registered: before, found: now }];
  });
}

/** Vendors write themselves in capitals and not, by firmware. */
function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Behind one NAT address many cameras differ by their port; a lone camera may have changed its own. */
function atAddress({ host, port }: FoundDevice, index: RegisterIndex): readonly RegisteredCamera[] {
  const here = index.atHost(host);
  const exact = here.filter(({ onvifPort }) => onvifPort === port);
  return exact.length > 0 || here.length > 1 ? exact : here;
}

/** Many vendors end the UUID of an endpoint with the MAC; it counts only where the register knows that MAC. */
function macInEndpoint(endpoint: string | null): string | null {
  const digits = /-([\da-f]{12})$/.exec(endpoint ?? '')?.[1];
  return digits?.toUpperCase().match(/../g)?.join('-') ?? null;
}
