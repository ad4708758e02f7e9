import { createSocket } from 'node:dgram';
import { createHash } from 'node:crypto';
import type { VirtualCamera } from './camera.js';
import type { VirtualDevice } from './virtual-device.js';

export interface ProbeResponder {
  close(): Promise<void>;
}

/** Down to the bottom, a device says nothing here either. */
const MUTE = ['refuse', 'unreachable', 'accept-silent', 'accept-close'] as const;

/** Answers WS-Discovery probes that come to the camera's own address. */
export async function openProbeResponder(device: VirtualDevice, port: number): Promise<ProbeResponder> {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const camera = device.camera();
    const answer = probeMatch(message.toString('utf8'), camera);
    const isMute = MUTE.some((fault) => camera.faults.includes(fault));
    if (answer === null || isMute || !from.address.startsWith('127.')) return;
    socket.send(answer, from.port, from.address, () => {});
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, device.camera().host, () => {
      socket.off('error', reject).on('error', () => {});
      resolve();
    });
  });
  return { close: () => new Promise((resolve) => socket.close(() => resolve())) };
}

/** Null for what is no probe, and for probes that many devices do not understand. */
function probeMatch(probe: string, camera: VirtualCamera): string | null {
  const messageId = /MessageID[^>]*>\s*([^<]*?)\s*</.exec(probe)?.[1];
  const isProbe = /<(?:[\w-]+:)?Probe[\s/>]/.test(probe);
  const type = /Types[^>]*>\s*([^<]*?)\s*</.exec(probe)?.[1] ?? '';
  if (!isProbe || messageId === undefined) return null;
  if (type !== '' && !/NetworkVideoTransmitter|Device/.test(type)) return null;
  const { host, onvifPort, mac, model } = camera;
  const own = `http://${host}:${onvifPort}/onvif/device_service`;
  const others = [
    `http://[fe80::c256:e3ff:fe58:1]/onvif/device_service`,
    'http://169.254.12.7/onvif/device_service',
  ];
  const addresses = camera.faults.includes('xaddrs-unreachable-first') ? [...others, own] : [own];
  return `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><e:Header><w:MessageID>uuid:${uuidOf(`${mac} ${messageId}`)}</w:MessageID><w:RelatesTo>${messageId}</w:RelatesTo><w:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</w:To><w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</w:Action></e:Header><e:Body><d:ProbeMatches><d:ProbeMatch><w:EndpointReference><w:Address>urn:uuid:${uuidOf(mac)}</w:Address></w:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/name/${encodeURIComponent(model)}</d:Scopes><d:XAddrs>${addresses.join(' ')}</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>`;
}

/** The same for the same camera on every day: the endpoint by which a device is known. */
function uuidOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [8, 4, 4, 4, 12]
    .reduce<{ at: number; parts: string[] }>(
      ({ at, parts }, length) => ({ at: at + length, parts: [...parts, hex.slice(at, at + length)] }),
      { at: 0, parts: [] },
    )
    .parts.join('-');
}
