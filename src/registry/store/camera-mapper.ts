import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../kernel/instant.js';
import type { Camera, CoordinateSystem, Lifecycle } from '../domain/camera.js';
import type { ObservedFacts, ProbeTarget } from '../domain/probe-target.js';
import { REGISTER_FIELDS, type RegisterValues } from '../domain/register-columns.js';
import type { CameraRow, CredentialRow, ProgrammeRow } from './rows.js';

export function toCamera(row: CameraRow): Camera {
  return {
    id: row.id,
    name: row.name,
    deviceCode: row.deviceCode,
    villageId: row.villageId,
    programmeId: row.programmeId,
    zoneId: row.zoneId,
    credentialId: row.credentialId,
    lifecycle: row.lifecycle as Lifecycle,
    siteKind: row.siteKind,
    isDemonstration: row.isDemonstration,
    position: positionOf(row),
    rawPosition: rawPositionOf(row),
    network: { host: row.host, mac: row.mac, onvif: onvifOf(row), rtsp: rtspOf(row) },
    register: Object.fromEntries(
      REGISTER_FIELDS.map((field) => [field, row[field] ?? null]),
    ) as RegisterValues,
    customFields: (row.customFields ?? {}) as Camera['customFields'],
    observed: observedOf(row),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    revision: row.revision,
  };
}

export function newCameraRow(camera: Camera): CameraRow {
  const nothing = { vendor: null, model: null, firmware: null, serial: null, mac: null };
  return Object.assign(toCameraRow(camera), observedColumns(nothing, null));
}

/** The columns in which `after` differs. */
export function changedColumns(before: Camera, after: Camera): Partial<CameraRow> {
  const [left, right] = [toCameraRow(before), toCameraRow(after)];
  const isSame = (key: string): boolean => isDeepStrictEqual(left[key as never], right[key as never]);
  return Object.fromEntries(Object.entries(right).filter(([key]) => !isSame(key)));
}

export function observedColumns(facts: ObservedFacts, at: Instant | null) {
  return {
    observedVendor: facts.vendor,
    observedModel: facts.model,
    observedFirmware: facts.firmware,
    observedSerial: facts.serial,
    observedMac: facts.mac,
    observedAt: at,
  };
}

/**
 * Everything but what probing observed, which only `recordObserved` writes. Assigned, not spread: spreading some 80
 * columns leaves about 14 KB of garbage a row in V8's old generation (measured on Node 20), assigning them none.
 */
function toCameraRow(camera: Camera): Omit<CameraRow, `observed${string}`> {
  const { position, rawPosition, network, register, customFields, observed: _observed, ...plain } = camera;
  return Object.assign({}, plain, register, {
    latitudeDeg: position?.latitudeDeg ?? null,
    longitudeDeg: position?.longitudeDeg ?? null,
    rawX: rawPosition?.x ?? null,
    rawY: rawPosition?.y ?? null,
    rawSystem: rawPosition?.system ?? null,
    customFields: Object.keys(customFields).length === 0 ? null : customFields,
    host: network.host,
    mac: network.mac,
    onvifPort: network.onvif?.port ?? null,
    onvifPath: network.onvif?.path ?? null,
    onvifTls: network.onvif?.tls ?? null,
    rtspPort: network.rtsp?.port ?? null,
    rtspPath: network.rtsp?.path ?? null,
    rtspTls: network.rtsp?.tls ?? null,
  });
}

/** Whose a camera is, where it hangs, and what it shares with others: what rooms above the register ask for. */
export const PLACED_COLUMNS = [
  'id',
  'name',
  'villageId',
  'programmeId',
  'lifecycle',
  'siteKind',
  'latitudeDeg',
  'longitudeDeg',
  'zoneId',
  'uplink',
  'nvr',
  'poleNumber',
  'powerFeed',
] as const;

export function toPlaced(row: Pick<CameraRow, (typeof PLACED_COLUMNS)[number]>) {
  const { id, name, villageId, programmeId, siteKind } = row;
  const { zoneId, uplink, nvr, poleNumber, powerFeed } = row;
  const ties = { zoneId, uplink, nvr, poleNumber, powerFeed };
  return { id, name, villageId, programmeId, siteKind, position: positionOf(row), ties };
}

function positionOf({ latitudeDeg, longitudeDeg }: Pick<CameraRow, 'latitudeDeg' | 'longitudeDeg'>) {
  return latitudeDeg === null || longitudeDeg === null ? null : { latitudeDeg, longitudeDeg };
}

const ADDRESS_COLUMNS = ['onvifPort', 'onvifPath', 'onvifTls', 'rtspPort', 'rtspPath', 'rtspTls'] as const;

export const TARGET_COLUMNS = [
  'id',
  'villageId',
  'programmeId',
  'zoneId',
  'credentialId',
  'host',
  ...ADDRESS_COLUMNS,
] as const;

type AddressRow = Pick<CameraRow, (typeof ADDRESS_COLUMNS)[number]>;

export function toProbeTarget(
  row: Pick<CameraRow, (typeof TARGET_COLUMNS)[number]>,
  programme: ProgrammeRow | undefined,
  credential: CredentialRow | undefined,
): ProbeTarget {
  return {
    cameraId: row.id,
    villageId: row.villageId,
    programmeId: row.programmeId,
    zoneId: row.zoneId,
    host: row.host,
    onvif: onvifOf(row),
    rtsp: rtspOf(row),
    credentialId: row.credentialId,
    credentialVersion: credential?.version ?? null,
    cadence: {
      heartbeatIntervalS: programme?.heartbeatIntervalS ?? null,
      frameIntervalS: programme?.frameIntervalS ?? null,
      factsIntervalS: programme?.factsIntervalS ?? null,
    },
  };
}

function onvifOf(row: AddressRow): Camera['network']['onvif'] {
  if (row.onvifPort === null || row.onvifPath === null) return null;
  return { port: row.onvifPort, path: row.onvifPath, tls: row.onvifTls === true };
}

function rtspOf(row: AddressRow): Camera['network']['rtsp'] {
  if (row.rtspPort === null || row.rtspPath === null) return null;
  return { port: row.rtspPort, path: row.rtspPath, tls: row.rtspTls === true };
}

function rawPositionOf({ rawX: x, rawY: y, rawSystem }: CameraRow): Camera['rawPosition'] {
  if (x === null || y === null || rawSystem === null) return null;
  return { x, y, system: rawSystem as CoordinateSystem };
}

function observedOf(row: CameraRow): Camera['observed'] {
  if (row.observedAt === null) return null;
  return {
    vendor: row.observedVendor,
    model: row.observedModel,
    firmware: row.observedFirmware,
    serial: row.observedSerial,
    mac: row.observedMac,
    observedAt: row.observedAt,
  };
}
