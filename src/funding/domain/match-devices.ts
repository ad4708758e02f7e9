/** A device as a list names it: by serial number, MAC, or both. */
export interface NamedDevice {
  readonly serial: string | null;
  readonly mac: string | null;
}

/** An entry of the register with what tells its device from others. */
export interface KnownDevice {
  readonly cameraId: string;
  readonly villageId: string;
  readonly serial: string | null;
  readonly macs: readonly string[];
}

/** A camera that a purchase has paid for already. */
export interface Claim {
  readonly cameraId: string;
  readonly purchaseId: string;
  readonly villageId: string;
}

/** What a row of a list is in the register. */
export type DeviceMatch =
  | { readonly status: 'matched'; readonly cameraId: string }
  | { readonly status: 'ambiguous'; readonly cameraIds: readonly string[] }
  | { readonly status: 'claimed'; readonly claim: Claim }
  /** The same as the row of this index. */
  | { readonly status: 'repeated'; readonly row: number }
  | { readonly status: 'unknown' };

/**
 * Each row with the camera of the village that it is. One that is known by serial in one entry and by MAC in another is
 * ambiguous. A device that is paid for is claimed, also where its other entry in another village is.
 */
export function matchDevices(
  rows: readonly NamedDevice[],
  villageId: string,
  { devices, claims }: { readonly devices: readonly KnownDevice[]; readonly claims: readonly Claim[] },
): readonly DeviceMatch[] {
  const index = indexed(devices);
  const claimOf = new Map(claims.map((claim) => [claim.cameraId, claim]));
  const rowOf = new Map<string, number>();
  return rows.map((row, place) => {
    const found = [...new Set(keysOf(row).flatMap((key) => index.get(key) ?? []))];
    const claimed = found.flatMap(({ cameraId }) => claimOf.get(cameraId) ?? []);
    if (claimed.length > 0) return { status: 'claimed', claim: claimed[0]! };
    const here = found.filter((device) => device.villageId === villageId).map(({ cameraId }) => cameraId);
    if (here.length > 1) return { status: 'ambiguous', cameraIds: here };
    const [cameraId] = here;
    if (cameraId === undefined) return { status: 'unknown' };
    const earlier = rowOf.get(cameraId);
    if (earlier !== undefined) return { status: 'repeated', row: earlier };
    rowOf.set(cameraId, place);
    return { status: 'matched', cameraId };
  });
}

/** Every entry that one of the rows may be, wherever it is. */
export function namedBy(
  rows: readonly NamedDevice[],
  devices: readonly KnownDevice[],
): readonly KnownDevice[] {
  const index = indexed(devices);
  return [...new Set(rows.flatMap((row) => keysOf(row).flatMap((key) => index.get(key) ?? [])))];
}

/** Every entry of each camera's device, itself first: the same serial number or MAC is the same device. */
export function twinsOf(
  cameraIds: readonly string[],
  devices: readonly KnownDevice[],
): ReadonlyMap<string, readonly string[]> {
  const index = indexed(devices);
  const known = new Map(devices.map((device) => [device.cameraId, device]));
  return new Map(
    cameraIds.map((cameraId) => {
      const keys = known.has(cameraId) ? keysOfDevice(known.get(cameraId)!) : [];
      const twins = keys.flatMap((key) => index.get(key) ?? []).map((twin) => twin.cameraId);
      return [cameraId, [...new Set([cameraId, ...twins])]];
    }),
  );
}

function indexed(devices: readonly KnownDevice[]): ReadonlyMap<string, readonly KnownDevice[]> {
  const index = new Map<string, KnownDevice[]>();
  for (const device of devices)
    for (const key of keysOfDevice(device)) {
      const found = index.get(key);
      if (found === undefined) index.set(key, [device]);
      else found.push(device);
    }
  return index;
}

function keysOfDevice({ serial, macs }: KnownDevice): readonly string[] {
  return [...keysOf({ serial, mac: null }), ...macs.flatMap((mac) => keysOf({ serial: null, mac }))];
}

/** Serial numbers and MACs as they are compared: however they are written, and only where they tell anything. */
function keysOf({ serial, mac }: NamedDevice): readonly string[] {
  const keys = [`serial ${plain(serial)}`, `mac ${plain(mac)}`];
  return keys.filter((key) => new Set(key.split(' ')[1]).size > 1);
}

function plain(text: string | null): string {
  return (text ?? '').replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}
