import { isIP } from 'node:net';

/** A camera of the register, as far as devices are matched to it. */
export interface RegisteredCamera {
  readonly cameraId: string;
  readonly name: string;
  readonly lifecycle: string;
  readonly host: string;
  readonly onvifPort: number | null;
  /** What people registered. */
  readonly mac: string | null;
  /** What was found out before; null for what is not known. */
  readonly observed: DeviceIdentity;
}

/** What tells a device apart. Null where it is not known. */
export interface DeviceIdentity {
  readonly vendor: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
}

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

/** The register by everything that a device may be recognised by. */
export interface RegisterIndex {
  readonly byId: ReadonlyMap<string, RegisteredCamera>;
  readonly byMac: ReadonlyMap<string, readonly RegisteredCamera[]>;
  readonly bySerial: ReadonlyMap<string, readonly RegisteredCamera[]>;
  readonly byHost: ReadonlyMap<string, readonly RegisteredCamera[]>;
}

/** Cameras that were removed are no matter: a device that answers is not one of them. */
export function indexOf(cameras: readonly RegisteredCamera[]): RegisterIndex {
  const living = cameras.filter(({ lifecycle }) => lifecycle !== 'removed');
  return {
    byId: new Map(living.map((camera) => [camera.cameraId, camera])),
    byMac: grouped(living, ({ mac, observed }) => [mac, observed.mac]),
    bySerial: grouped(living, ({ observed }) => [serialKey(observed)]),
    byHost: grouped(living, ({ host }) => [host]),
  };
}

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
  const { identity, linkedCameraId } = device;
  const mac = identity.mac ?? macInEndpoint(device.endpoint, index);
  const linked = linkedCameraId === null ? undefined : index.byId.get(linkedCameraId);
  return [
    { by: 'mac', cameras: (mac === null ? undefined : index.byMac.get(mac)) ?? [] },
    { by: 'endpoint', cameras: linked === undefined ? [] : [linked] },
    { by: 'serial', cameras: index.bySerial.get(serialKey(identity) ?? '') ?? [] },
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
  const here = index.byHost.get(host) ?? [];
  const exact = here.filter(({ onvifPort }) => onvifPort === port);
  return exact.length > 0 || here.length > 1 ? exact : here;
}

/** Many vendors end the UUID of an endpoint with the MAC; it counts only where the register knows that MAC. */
function macInEndpoint(endpoint: string | null, index: RegisterIndex): string | null {
  const digits = /-([\da-f]{12})$/.exec(endpoint ?? '')?.[1];
  const mac = digits?.toUpperCase().match(/../g)?.join('-') ?? null;
  return mac !== null && index.byMac.has(mac) ? mac : null;
}

/** A serial is one vendor's; short ones and rows of one digit are placeholders. */
function serialKey({ serial, vendor }: DeviceIdentity): string | null {
  if (serial === null || serial.length < 6 || /^(.)\1*$/.test(serial)) return null;
  return `${(vendor ?? '').toLowerCase()} ${serial}`;
}

function grouped(
  cameras: readonly RegisteredCamera[],
  keysOf: (camera: RegisteredCamera) => readonly (string | null)[],
): ReadonlyMap<string, readonly RegisteredCamera[]> {
  const groups = new Map<string, RegisteredCamera[]>();
  for (const camera of cameras)
    for (const key of new Set(keysOf(camera)))
      if (key !== null) groups.set(key, [...(groups.get(key) ?? []), camera]);
  return groups;
}
