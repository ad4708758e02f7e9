import type { Camera } from '../camera.js';
import { CODE_TABLES } from '../code-tables.js';
import type { RegisterField } from '../register-columns.js';
import type { GroupNoun } from '../../../kernel/sheet/find-group.js';
import { CAMERA_COLUMNS, type ImportColumn, LIFECYCLE_WORDS } from './camera-columns.js';
import { CUSTOM_PREFIX, recogniseHeaders } from '../../../kernel/sheet/recognise-headers.js';

/** Text stays text: a code must not become a number. */
export type WrittenCell = string | number | null;

/** How a file names a group, so that an import finds the same one again. */
export type KeyOf = (noun: GroupNoun, id: string | null) => string | null;

/** Headers of an export, those of custom fields last. */
export function exportHeaders(customNames: readonly string[]): readonly string[] {
  return [...CAMERA_COLUMNS.map(({ label }) => label), ...customNames.map((name) => customHeader(name))];
}

/** A custom field that would be taken for a column is marked. */
function customHeader(name: string): string {
  const [column] = recogniseHeaders([name], CAMERA_COLUMNS).columns;
  return column?.use === 'custom' && column.name === name ? name : `${CUSTOM_PREFIX}${name}`;
}

/** One camera as a row that an import takes for exactly this camera. Never a secret: a camera holds none. */
export function exportCells(
  camera: Camera,
  customNames: readonly string[],
  keyOf: KeyOf,
): readonly WrittenCell[] {
  return [
    ...CAMERA_COLUMNS.map((column) => cellOf(column, camera, keyOf)),
    ...customNames.map((name) => camera.customFields[name] ?? null),
  ];
}

function cellOf({ field, value }: ImportColumn, camera: Camera, keyOf: KeyOf): WrittenCell {
  const { position, rawPosition, network, register } = camera;
  switch (field) {
    case 'id':
    case 'name':
    case 'deviceCode':
    case 'siteKind':
      return camera[field];
    case 'villageId':
    case 'programmeId':
    case 'zoneId':
    case 'credentialId':
      return keyOf(field.slice(0, -2) as GroupNoun, camera[field]);
    case 'lifecycle':
      return LIFECYCLE_WORDS[camera.lifecycle][0]!;
    case 'isDemonstration':
      return flag(camera.isDemonstration);
    case 'longitudeDeg':
      return rawPosition?.x ?? position?.longitudeDeg ?? null;
    case 'latitudeDeg':
      return rawPosition?.y ?? position?.latitudeDeg ?? null;
    case 'coordinateSystem':
      return rawPosition?.system ?? (position === null ? null : 'WGS84');
    case 'host':
    case 'mac':
      return network[field];
    case 'onvifPort':
    case 'rtspPort':
      return network[serviceOf(field)]?.port ?? null;
    case 'onvifPath':
    case 'rtspPath':
      return network[serviceOf(field)]?.path ?? null;
    case 'onvifTls':
    case 'rtspTls':
      return flag(network[serviceOf(field)]?.tls ?? null);
    default:
      return registerCell(value, register[field as RegisterField]);
  }
}

const serviceOf = (field: string): 'onvif' | 'rtsp' => (field.startsWith('onvif') ? 'onvif' : 'rtsp');

function flag(value: boolean | null): string | null {
  return value === null ? null : value ? '是' : '否';
}

function registerCell(kind: ImportColumn['value'], value: unknown): WrittenCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return flag(value);
  if (kind.kind === 'code') return wordOf(kind.table, value as string);
  if (kind.kind === 'codes') return (value as string[]).map((code) => wordOf(kind.table, code)).join('/');
  return value as string | number;
}

function wordOf(table: keyof typeof CODE_TABLES, code: string): string {
  const words: Readonly<Record<string, string>> = CODE_TABLES[table];
  return words[code] ?? code;
}
