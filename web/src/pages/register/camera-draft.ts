import type { components, paths } from '../../api/schema.d.ts';

export type Camera =
  paths['/api/v1/cameras']['get']['responses'][200]['content']['application/json']['items'][number];
export type CameraPatch = NonNullable<
  paths['/api/v1/cameras/{id}']['patch']['requestBody']
>['content']['application/json'];
type Network = components['schemas']['Network'];

/** A camera as it is typed: a value by the path of its field; null where nothing stands. */
export type Draft = Record<string, unknown>;

const DEVICE_SERVICE = '/onvif/device_service';

/** What a new camera begins with. */
export function emptyDraft(): Draft {
  return { lifecycle: 'in-service', 'network.onvifPort': 80, 'network.rtspPort': null };
}

export function draftOf(camera: Camera): Draft {
  const { network, position, register, ...own } = camera;
  const registered = Object.entries(register).map(([field, value]) => [`register.${field}`, value]);
  return {
    ...Object.fromEntries(registered),
    ...Object.fromEntries(
      (['name', 'deviceCode', 'villageId', 'programmeId', 'zoneId', 'credentialId'] as const).map((field) => [
        field,
        own[field],
      ]),
    ),
    lifecycle: own.lifecycle,
    siteKind: own.siteKind,
    longitudeDeg: position?.longitudeDeg ?? null,
    latitudeDeg: position?.latitudeDeg ?? null,
    'network.host': network.host,
    'network.mac': network.mac,
    'network.onvifPort': network.onvif?.port ?? null,
    'network.rtspPort': network.rtsp?.port ?? null,
    'network.rtspPath': network.rtsp?.path ?? null,
  };
}

/** What the service is asked to change: only what differs from `before`, so that nobody's other change is written over. */
export function patchOf(draft: Draft, before: Draft, network: Network | null): CameraPatch {
  const changed = (path: string): boolean => !isSame(valueOf(draft, path), valueOf(before, path));
  const patch: Record<string, unknown> = {};
  for (const path of Object.keys(draft).filter((key) => changed(key) && !isSpecial(key))) {
    const [group, field] = path.split('.') as [string, string?];
    if (field === undefined) patch[group] = valueOf(draft, path);
    else patch[group] = { ...(patch[group] as object | undefined), [field]: valueOf(draft, path) };
  }
  if (changed('longitudeDeg') || changed('latitudeDeg')) patch['position'] = positionOf(draft);
  const services = servicesOf(draft, network);
  if (changed('network.onvifPort'))
    patch['network'] = { ...(patch['network'] as object), onvif: services.onvif };
  if (changed('network.rtspPort') || changed('network.rtspPath'))
    patch['network'] = { ...(patch['network'] as object), rtsp: services.rtsp };
  return patch as CameraPatch;
}

/** Ports and coordinates stand in an object of their own, which goes whole. */
function isSpecial(path: string): boolean {
  return /^(longitude|latitude)Deg$|^network\.(onvif|rtsp)P/.test(path);
}

function valueOf(draft: Draft, path: string): unknown {
  const value = draft[path];
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  return typeof value === 'string' ? value.trim() : value;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function positionOf(draft: Draft) {
  const { longitudeDeg = null, latitudeDeg = null } = draft;
  return longitudeDeg === null && latitudeDeg === null ? null : { longitudeDeg, latitudeDeg };
}

function servicesOf(draft: Draft, network: Network | null) {
  const onvif = valueOf(draft, 'network.onvifPort');
  const rtsp = valueOf(draft, 'network.rtspPort');
  return {
    onvif: onvif === null ? null : { path: DEVICE_SERVICE, tls: false, ...network?.onvif, port: onvif },
    rtsp:
      rtsp === null
        ? null
        : { tls: false, ...network?.rtsp, port: rtsp, path: valueOf(draft, 'network.rtspPath') ?? '/' },
  };
}
