interface Said {
  readonly relatesTo?: string;
  readonly endpoint?: string;
  /** Several devices in one answer, as a proxy gives it. */
  readonly endpoints?: readonly string[];
  readonly scopes?: string;
  readonly xaddrs?: string;
}

const ENDPOINT = 'urn:uuid:a1b2c3d4-0000-1000-8000-c056e3580001';
const SCOPES = 'onvif://www.onvif.org/name/A%20B onvif://www.onvif.org/hardware/C';

/** An answer as devices send it, pretty-printed as many are. */
export function answerXml(said: Said = {}): string {
  const { relatesTo = '', endpoint = ENDPOINT, endpoints = [endpoint], scopes = SCOPES } = said;
  const { xaddrs = 'http://192.168.1.64/onvif/device_service' } = said;
  const matches = endpoints.map(
    (address) => `
      <d:ProbeMatch>
        <a:EndpointReference><a:Address>${address}</a:Address></a:EndpointReference>
        <d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types>
        <d:Scopes>${scopes}</d:Scopes>
        <d:XAddrs>${xaddrs}</d:XAddrs>
        <d:MetadataVersion>10</d:MetadataVersion>
      </d:ProbeMatch>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">
  <env:Header>
    <a:MessageID>urn:uuid:0a6dc791-2be6-4991-9af1-454778a1917a</a:MessageID>
    <a:RelatesTo>${relatesTo}</a:RelatesTo>
    <a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</a:Action>
  </env:Header>
  <env:Body><d:ProbeMatches>${matches.join('')}</d:ProbeMatches></env:Body>
</env:Envelope>`;
}
