import type { MediaProfile } from '../device-facts.js';
import { MEDIA, MEDIA2, SCHEMA } from '../soap/namespaces.js';
import { escapeXml, type SoapCall } from '../soap/soap-call.js';
import { descend, type XmlElement } from '../../wire/xml/xml-element.js';

export function streamUriCall({ service, token }: MediaProfile, path: string): SoapCall {
  const profile = `<ProfileToken>${escapeXml(token)}</ProfileToken>`;
  const operation = 'GetStreamUri';
  if (service === 'media2') {
    const content = `<Protocol>RTSP</Protocol>${profile}`;
    return { namespace: MEDIA2, operation, path, content, access: 'login' };
  }
  const content =
    '<StreamSetup><tt:Stream>RTP-Unicast</tt:Stream>' +
    `<tt:Transport><tt:Protocol>RTSP</tt:Protocol></tt:Transport></StreamSetup>${profile}`;
  return { namespace: MEDIA, operation, path, content, access: 'login' };
}

export function snapshotUriCall({ service, token }: MediaProfile, path: string): SoapCall {
  const namespace = service === 'media2' ? MEDIA2 : MEDIA;
  const content = `<ProfileToken>${escapeXml(token)}</ProfileToken>`;
  return { namespace, operation: 'GetSnapshotUri', path, content, access: 'login' };
}

/** Media2 answers with the Uri itself, Media1 wraps it in a MediaUri. */
export function readMediaUriResponse(response: XmlElement): string {
  const uri = descend(response, MEDIA2, 'Uri') ?? descend(response, MEDIA, 'MediaUri') ?? response;
  return uri.text || (descend(uri, SCHEMA, 'Uri')?.text ?? '');
}
