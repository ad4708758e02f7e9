import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { instantTransformer, jsonTransformer } from '../../platform/database/columns.js';
import type { Detail, PlaceGeometry, PlaceKind } from '../domain/place.js';
import {
  REGISTER_COLUMNS,
  REGISTER_FIELDS,
  type RegisterField,
  type RegisterValues,
} from '../domain/register-columns.js';

type Columns = Record<string, EntitySchemaColumnOptions>;

export const text = (name: string): EntitySchemaColumnOptions => ({ name, type: 'text', nullable: true });
export const json = (name: string): EntitySchemaColumnOptions => ({
  ...text(name),
  transformer: jsonTransformer,
});
export const instant = (name: string): EntitySchemaColumnOptions => ({
  name,
  type: 'bigint',
  nullable: true,
  transformer: instantTransformer,
});
export const whole = (name: string): EntitySchemaColumnOptions => ({ name, type: 'integer', nullable: true });
export const double = (name: string): EntitySchemaColumnOptions => ({
  name,
  type: 'double precision',
  nullable: true,
});
export const flag = (name: string): EntitySchemaColumnOptions => ({ name, type: 'boolean', nullable: true });

const DATED: Columns = {
  id: { name: 'id', type: 'text', primary: true },
  createdAt: instant('created_at'),
  updatedAt: instant('updated_at'),
  revision: whole('revision'),
};

/** `revision` grows by one with every write that a person could have made; what probing observes leaves it. */
interface DatedRow {
  id: string;
  createdAt: number;
  updatedAt: number;
  revision: number;
}

export interface VillageRow extends DatedRow {
  name: string;
  code: string | null;
  kind: 'village' | 'community';
  boundary: object | null;
  isDemonstration: boolean;
}
export const villages = table<VillageRow>('villages', {
  ...DATED,
  name: text('name'),
  code: text('code'),
  kind: text('kind'),
  boundary: json('boundary'),
  isDemonstration: flag('is_demonstration'),
});

export interface ProgrammeRow extends DatedRow {
  name: string;
  heartbeatIntervalS: number | null;
  frameIntervalS: number | null;
  factsIntervalS: number | null;
}
export const programmes = table<ProgrammeRow>('programmes', {
  ...DATED,
  name: text('name'),
  heartbeatIntervalS: double('heartbeat_interval_s'),
  frameIntervalS: double('frame_interval_s'),
  factsIntervalS: double('facts_interval_s'),
});

export interface ZoneRow extends DatedRow {
  name: string;
  allowedNetworks: string[];
}
export const zones = table<ZoneRow>('zones', {
  ...DATED,
  name: text('name'),
  allowedNetworks: json('allowed_networks'),
});

export interface CredentialRow extends DatedRow {
  name: string;
  username: string;
  sealed: string;
  version: number;
}
export const credentials = table<CredentialRow>('credentials', {
  ...DATED,
  name: text('name'),
  username: text('username'),
  sealed: text('sealed'),
  version: whole('version'),
});

export interface PlaceRow extends DatedRow {
  name: string;
  villageId: string;
  kind: PlaceKind;
  geometry: PlaceGeometry;
  detail: Detail;
  weight: number;
  isDemonstration: boolean;
}
export const places = table<PlaceRow>('places', {
  ...DATED,
  name: text('name'),
  villageId: text('village_id'),
  kind: text('kind'),
  geometry: json('geometry'),
  detail: text('detail'),
  weight: double('weight'),
  isDemonstration: flag('is_demonstration'),
});

/** Its id is the village's: one entry a village. */
export interface BuildingsRow extends DatedRow {
  buildings: number;
  walls: number;
  points: number;
  digest: string;
  isDemonstration: boolean;
  /** The FeatureCollection as text: it is megabytes, and most who read the row need none of it. */
  features: string;
}
export const villageBuildings = table<BuildingsRow>('village_buildings', {
  ...DATED,
  buildings: whole('buildings'),
  walls: whole('walls'),
  points: whole('points'),
  digest: text('digest'),
  isDemonstration: flag('is_demonstration'),
  features: text('features'),
});

type RegisterRow = { -readonly [F in RegisterField]: RegisterValues[F] };

/** One flat row; everything that is searched or shown has a column of its own. */
export interface CameraRow extends DatedRow, RegisterRow {
  name: string;
  deviceCode: string | null;
  villageId: string;
  programmeId: string | null;
  zoneId: string;
  credentialId: string | null;
  lifecycle: string;
  siteKind: string | null;
  isDemonstration: boolean;
  latitudeDeg: number | null;
  longitudeDeg: number | null;
  rawX: number | null;
  rawY: number | null;
  rawSystem: string | null;
  customFields: object | null;
  host: string;
  mac: string | null;
  onvifPort: number | null;
  onvifPath: string | null;
  onvifTls: boolean | null;
  rtspPort: number | null;
  rtspPath: string | null;
  rtspTls: boolean | null;
  observedVendor: string | null;
  observedModel: string | null;
  observedFirmware: string | null;
  observedSerial: string | null;
  observedMac: string | null;
  observedAt: number | null;
}
export const cameras = table<CameraRow>('cameras', {
  ...DATED,
  name: text('name'),
  deviceCode: text('device_code'),
  villageId: text('village_id'),
  programmeId: text('programme_id'),
  zoneId: text('zone_id'),
  credentialId: text('credential_id'),
  lifecycle: text('lifecycle'),
  siteKind: text('site_kind'),
  isDemonstration: flag('is_demonstration'),
  latitudeDeg: double('latitude_deg'),
  longitudeDeg: double('longitude_deg'),
  rawX: double('raw_x'),
  rawY: double('raw_y'),
  rawSystem: text('raw_system'),
  customFields: json('custom_fields'),
  host: text('host'),
  mac: text('mac'),
  onvifPort: whole('onvif_port'),
  onvifPath: text('onvif_path'),
  onvifTls: flag('onvif_tls'),
  rtspPort: whole('rtsp_port'),
  rtspPath: text('rtsp_path'),
  rtspTls: flag('rtsp_tls'),
  observedVendor: text('observed_vendor'),
  observedModel: text('observed_model'),
  observedFirmware: text('observed_firmware'),
  observedSerial: text('observed_serial'),
  observedMac: text('observed_mac'),
  observedAt: instant('observed_at'),
  ...Object.fromEntries(REGISTER_FIELDS.map((field) => [field, registerColumn(field)])),
});

/** `horizontalFieldOfViewDeg` → `horizontal_field_of_view_deg`. */
export function columnName(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function registerColumn(field: RegisterField): EntitySchemaColumnOptions {
  const { kind } = REGISTER_COLUMNS[field];
  const name = columnName(field);
  if (kind === 'number') return double(name);
  if (kind === 'flag') return flag(name);
  return kind === 'codes' ? json(name) : text(name);
}

export function table<Row extends object>(tableName: string, columns: Columns): EntitySchema<Row> {
  // The columns are spelled once, as data; the row's interface says the same to the compiler.
  return new EntitySchema<Row>({ name: tableName, tableName, columns: columns as never });
}
