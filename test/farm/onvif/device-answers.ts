import type { VirtualCamera } from '../camera.js';
import { deviceNowMs, LOCAL_OFFSET_MS, toldUtcMs } from './device-clock.js';
import { type Answer, escapeXml, NAMESPACES, type SoapVoice } from './soap-voice.js';
import type { OwnAddress } from './own-address.js';

type Speak = (voice: SoapVoice, camera: VirtualCamera, own: OwnAddress) => string;

/** What the device service says, by operation. */
const ANSWERS: Readonly<Record<string, Speak>> = {
  GetSystemDateAndTime: clock,
  GetDeviceInformation: information,
  GetServices: services,
  GetCapabilities: capabilities,
  GetScopes: scopes,
  GetNetworkInterfaces: interfaces,
  GetHostname: (voice) =>
    voice.tag('device', 'HostnameInformation', voice.fields({ FromDHCP: false, Name: 'ipc' })),
  GetServiceCapabilities: (voice) =>
    voice.tag(
      'device',
      'Capabilities',
      voice.tag('device', 'Network', '', ' IPFilter="false"') +
        voice.tag('device', 'Security', '', ' UsernameToken="true" HttpDigest="true"') +
        voice.tag('device', 'System', '', ' DiscoveryBye="true"'),
    ),
};

/** Null when the device does not know the operation. */
export function deviceAnswer(
  operation: string,
  voice: SoapVoice,
  camera: VirtualCamera,
  own: OwnAddress,
): Answer | null {
  const isMissing = operation === 'GetServices' && camera.faults.includes('no-get-services');
  const speak = Object.hasOwn(ANSWERS, operation) && !isMissing ? ANSWERS[operation] : undefined;
  return speak === undefined
    ? null
    : voice.ok(voice.tag('device', `${operation}Response`, speak(voice, camera, own)));
}

function clock(voice: SoapVoice, camera: VirtualCamera): string {
  const time = (at: Date): string =>
    voice.tag(
      'schema',
      'Time',
      voice.fields({ Hour: at.getUTCHours(), Minute: at.getUTCMinutes(), Second: at.getUTCSeconds() }),
    ) +
    voice.tag(
      'schema',
      'Date',
      voice.fields({ Year: at.getUTCFullYear(), Month: at.getUTCMonth() + 1, Day: at.getUTCDate() }),
    );
  const utc = new Date(toldUtcMs(camera));
  const local = new Date(deviceNowMs(camera) + LOCAL_OFFSET_MS);
  const zone = voice.tag('schema', 'TimeZone', voice.fields({ TZ: camera.timeZone ?? 'CST-8' }));
  const head = voice.fields({ DateTimeType: 'NTP', DaylightSavings: false });
  const times =
    voice.tag('schema', 'UTCDateTime', time(utc)) + voice.tag('schema', 'LocalDateTime', time(local));
  return voice.tag('device', 'SystemDateAndTime', head + zone + times);
}

function information(voice: SoapVoice, { vendor, model, firmware, serial }: VirtualCamera): string {
  const values = {
    Manufacturer: vendor,
    Model: model,
    FirmwareVersion: firmware,
    SerialNumber: serial,
    HardwareId: '88',
  };
  return Object.entries(values)
    .map(([name, value]) => voice.tag('device', name, escapeXml(value)))
    .join('');
}

function services(voice: SoapVoice, { faults }: VirtualCamera, own: OwnAddress): string {
  const service = (namespace: string, path: string): string =>
    voice.tag(
      'device',
      'Service',
      voice.tag('device', 'Namespace', namespace) +
        voice.tag('device', 'XAddr', own.xaddr(path)) +
        voice.tag('device', 'Version', voice.fields({ Major: 2, Minor: 60 })),
    );
  return [
    service(NAMESPACES.device, 'device_service'),
    service(NAMESPACES.media, 'media_service'),
    ...(faults.includes('no-media2') ? [] : [service(NAMESPACES.media2, 'media2_service')]),
  ].join('');
}

function capabilities(voice: SoapVoice, _camera: VirtualCamera, own: OwnAddress): string {
  const device = voice.tag('schema', 'Device', voice.fields({ XAddr: own.xaddr('device_service') }));
  const media = voice.tag('schema', 'Media', voice.fields({ XAddr: own.xaddr('media_service') }));
  return voice.tag('device', 'Capabilities', device + media);
}

function scopes(voice: SoapVoice, { model }: VirtualCamera): string {
  return ['type/video_encoder', 'Profile/Streaming', `name/${encodeURIComponent(model)}`]
    .map((scope) => voice.fields({ ScopeDef: 'Fixed', ScopeItem: `onvif://www.onvif.org/${scope}` }))
    .map((scope) => voice.tag('device', 'Scopes', scope))
    .join('');
}

function interfaces(voice: SoapVoice, { mac }: VirtualCamera): string {
  const info = voice.tag('schema', 'Info', voice.fields({ Name: 'eth0', HwAddress: mac, MTU: 1500 }));
  return voice.tag('device', 'NetworkInterfaces', voice.fields({ Enabled: true }) + info, ' token="eth0"');
}
