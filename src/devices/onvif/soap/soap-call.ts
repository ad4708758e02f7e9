import { SCHEMA, SOAP12 } from './namespaces.js';

/** One operation of one service of a device. */
export interface SoapCall {
  readonly namespace: string;
  readonly operation: string;
  readonly path: string;
  /** XML inside the operation's element, in whose default namespace it stands; `tt:` is declared. */
  readonly content: string;
  /** `open`: ONVIF lets anybody call it (PRE_AUTH), so that its success teaches nothing about the log-in. */
  readonly access: 'open' | 'login';
}

export function contentTypeOf({ namespace, operation }: SoapCall): string {
  // Pelco (D6230L) answers an empty body without `action`.
  return `application/soap+xml; charset=utf-8; action="${namespace}/${operation}"`;
}

/** Compact: devices that parse by hand stumble over white space. */
export function envelopeOf({ namespace, operation, content }: SoapCall, header: string): string {
  const schema = content.includes('<tt:') ? ` xmlns:tt="${SCHEMA}"` : '';
  return (
    `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${SOAP12}">` +
    `${header === '' ? '' : `<s:Header>${header}</s:Header>`}<s:Body>` +
    `<${operation} xmlns="${namespace}"${schema}>${content}</${operation}></s:Body></s:Envelope>`
  );
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
