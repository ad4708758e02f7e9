/** `cameras` asks for video transmitters alone; `anything` asks everybody. */
export type ProbeVariant = 'cameras' | 'anything';

export const PROBE_VARIANTS: readonly ProbeVariant[] = ['cameras', 'anything'];

const TYPES: Record<ProbeVariant, string> = {
  cameras: '<d:Types xmlns:dn="http://www.onvif.org/ver10/network/wsdl">dn:NetworkVideoTransmitter</d:Types>',
  anything: '',
};

/**
 * One Probe, without a blank between its tags: some firmwares answer no pretty-printed one. Some know no filter by
 * type, others want one, so both variants are sent.
 */
export function probeEnvelope(variant: ProbeVariant, messageId: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"' +
    ' xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"' +
    ' xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">' +
    `<s:Header><a:MessageID>urn:uuid:${messageId}</a:MessageID>` +
    '<a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To>' +
    '<a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action></s:Header>' +
    `<s:Body><d:Probe>${TYPES[variant]}</d:Probe></s:Body></s:Envelope>`
  );
}
