import type { Position } from '../../../kernel/geography.js';
import type { Camera, Network, RawPosition } from '../camera.js';
import { REGISTER_FIELDS, type RegisterValues } from '../register-columns.js';

type Values = Readonly<Record<string, unknown>>;

/** What a row may leave open for a new camera. */
export interface EntryDefaults {
  readonly villageId: string | null;
  readonly programmeId: string | null;
  readonly zoneId: string;
  readonly credentialId: string | null;
  /** Where neither ONVIF nor RTSP is said. */
  readonly onvifPort: number;
}

export type WrittenEntry = Omit<
  Camera,
  'id' | 'observed' | 'createdAt' | 'updatedAt' | 'name' | 'villageId' | 'network' | 'revision'
> & {
  readonly name: string | null;
  readonly villageId: string | null;
  readonly network: Omit<Network, 'host'> & { readonly host: string | null };
};

const ONVIF_PATH = '/onvif/device_service';
const RTSP_PORT = 554;

/** A camera as it stands with what the row says laid over it; a blank cell leaves what stands. */
export function entryOf(
  values: Values,
  custom: Readonly<Record<string, string>>,
  before: Camera | null,
  defaults: EntryDefaults,
  place: { readonly position: Position; readonly rawPosition: RawPosition | null } | null,
): WrittenEntry {
  const own = <K extends keyof Camera>(field: K, otherwise: Camera[K] | null) =>
    (values[field] ?? before?.[field] ?? otherwise) as never;
  return {
    name: own('name', null),
    deviceCode: own('deviceCode', null),
    villageId: own('villageId', defaults.villageId),
    programmeId: own('programmeId', before === null ? defaults.programmeId : null),
    zoneId: own('zoneId', defaults.zoneId),
    credentialId: own('credentialId', before === null ? defaults.credentialId : null),
    lifecycle: own('lifecycle', 'in-service'),
    siteKind: own('siteKind', null),
    isDemonstration: own('isDemonstration', false),
    position: place?.position ?? before?.position ?? null,
    rawPosition: place === null ? (before?.rawPosition ?? null) : place.rawPosition,
    network: networkOf(values, before?.network ?? null, defaults),
    register: registerOf(values, before?.register ?? null),
    customFields: { ...before?.customFields, ...custom },
  };
}

function networkOf(
  values: Values,
  before: Network | null,
  { onvifPort }: EntryDefaults,
): WrittenEntry['network'] {
  const rtsp = rtspOf(values, before);
  const onvif = onvifOf(values, before);
  return {
    host: (values['host'] ?? before?.host ?? values['ipv6'] ?? null) as string | null,
    mac: (values['mac'] ?? before?.mac ?? null) as string | null,
    onvif:
      onvif ?? (before === null && rtsp === null ? { port: onvifPort, path: ONVIF_PATH, tls: false } : null),
    rtsp,
  };
}

function onvifOf(values: Values, before: Network | null): Network['onvif'] {
  const standing = before?.onvif ?? null;
  if (values['onvifPort'] === undefined && standing === null) return null;
  return {
    port: (values['onvifPort'] ?? standing?.port) as number,
    path: (values['onvifPath'] ?? standing?.path ?? ONVIF_PATH) as string,
    tls: (values['onvifTls'] ?? standing?.tls ?? false) as boolean,
  };
}

/** A stream is its path: a port without one says nothing that can be asked for. */
function rtspOf(values: Values, before: Network | null): Network['rtsp'] {
  const standing = before?.rtsp ?? null;
  const path = (values['rtspPath'] ?? standing?.path ?? null) as string | null;
  if (path === null) return null;
  return {
    port: (values['rtspPort'] ?? standing?.port ?? RTSP_PORT) as number,
    path,
    tls: (values['rtspTls'] ?? standing?.tls ?? false) as boolean,
  };
}

function registerOf(values: Values, before: RegisterValues | null): RegisterValues {
  const pairs = REGISTER_FIELDS.map((field) => [field, values[field] ?? before?.[field] ?? null]);
  return Object.fromEntries(pairs) as RegisterValues;
}
