import { parseXml, type XmlLimits } from '../../wire/xml/parse-xml.js';
import { MalformedXml } from '../../wire/xml/malformed-xml.js';
import { isOnvifLike, type XmlElement } from '../../wire/xml/xml-element.js';
import { SOAP11, SOAP12 } from './namespaces.js';
import type { SoapCall } from './soap-call.js';
import { readSoapFault, type SoapFault } from './soap-fault.js';

export type SoapAnswer =
  | { readonly kind: 'response'; readonly response: XmlElement }
  | { readonly kind: 'fault'; readonly fault: SoapFault }
  /** `why` completes "The answer is not usable: …". */
  | { readonly kind: 'unusable'; readonly why: string };

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** What a body says in answer to a call; the HTTP status is not asked here. */
export function readSoapAnswer(body: Uint8Array, call: SoapCall, limits: XmlLimits): SoapAnswer {
  const text = decodeUtf8(body);
  if (text === null) return { kind: 'unusable', why: 'it is not UTF-8' };
  try {
    return answerIn(parseXml(text, limits), call);
  } catch (error) {
    if (error instanceof MalformedXml) return { kind: 'unusable', why: error.message };
    throw error;
  }
}

function decodeUtf8(body: Uint8Array): string | null {
  try {
    return UTF8.decode(body);
  } catch {
    return null;
  }
}

function answerIn(envelope: XmlElement, { namespace, operation }: SoapCall): SoapAnswer {
  const soap = envelope.namespace;
  const isEnvelope = envelope.name === 'Envelope' && (soap === SOAP12 || soap === SOAP11);
  const body = envelope.children.find((child) => child.name === 'Body' && child.namespace === soap);
  if (!isEnvelope || body === undefined) return { kind: 'unusable', why: 'it is not SOAP' };
  const fault = body.children.find((child) => child.name === 'Fault' && child.namespace === soap);
  if (fault !== undefined) return { kind: 'fault', fault: readSoapFault(fault) };
  const named = body.children.filter((child) => child.name === `${operation}Response`);
  const response =
    named.find((child) => child.namespace === namespace) ??
    named.find((child) => isOnvifLike(child.namespace));
  if (response === undefined) return { kind: 'unusable', why: `it holds no ${operation}Response` };
  return { kind: 'response', response };
}
