import { splitDeviceUri } from '../wire/device-uri.js';
import { MalformedXml } from '../wire/xml/malformed-xml.js';
import { parseXml } from '../wire/xml/parse-xml.js';
import type { XmlElement } from '../wire/xml/xml-element.js';
import type { ProbeMatch, ServiceUrl } from './probe-match.js';

/** Why a datagram was of no use. */
export type AnswerRefusal = 'garbled' | 'no-answer' | 'not-ours';

export type AnswerReading =
  | { readonly ok: true; readonly matches: readonly ProbeMatch[] }
  | { readonly ok: false; readonly refusal: AnswerRefusal };

/** A datagram holds 64 KiB at most; a device's own answer is 1 or 2 KiB with about 20 elements. */
const XML_LIMITS = { maxDepth: 32, maxTags: 4_000 };
const MAX_MATCHES = 256;
const MAX_ITEMS = 64;
const MAX_TEXT = 512;

const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i;

/** Reads one datagram as hostile input: never throws, keeps bounded texts, believes nothing. */
export function readAnswer(datagram: Buffer, ourMessageIds: ReadonlySet<string>): AnswerReading {
  const root = parse(datagram);
  if (root === null) return refused('garbled');
  const body = child(root, 'Body');
  const listed = body && child(body, 'ProbeMatches');
  if (listed === undefined) return refused('no-answer');
  const relatesTo = textOf(child(root, 'Header') ?? root, 'RelatesTo');
  if (!ourMessageIds.has(uuidIn(relatesTo) ?? '')) return refused('not-ours');
  const matches = listed.children
    .filter(({ name }) => name === 'ProbeMatch')
    .slice(0, MAX_MATCHES)
    .map(readMatch)
    .filter((match) => match !== null);
  return { ok: true, matches };
}

function parse(datagram: Buffer): XmlElement | null {
  try {
    return parseXml(datagram.toString('utf8').replace(/^\uFEFF/, ''), XML_LIMITS);
  } catch (cause) {
    if (cause instanceof MalformedXml) return null;
    throw cause;
  }
}

/** Null for a match without an endpoint or without an address: nobody could be told apart or called by it. */
function readMatch(match: XmlElement): ProbeMatch | null {
  const reference = child(match, 'EndpointReference');
  const address = reference === undefined ? '' : textOf(reference, 'Address');
  const endpoint = uuidIn(address) ?? address.slice(0, MAX_TEXT);
  const xaddrs = words(textOf(match, 'XAddrs')).flatMap((word) => serviceUrl(word) ?? []);
  if (endpoint === '' || xaddrs.length === 0) return null;
  const types = words(textOf(match, 'Types')).map((type) => type.slice(type.indexOf(':') + 1));
  return { endpoint, types, scopes: words(textOf(match, 'Scopes')), xaddrs };
}

function serviceUrl(text: string): ServiceUrl | null {
  const uri = splitDeviceUri(text);
  if (uri === null || !/^https?$/.test(uri.scheme)) return null;
  const tls = uri.scheme === 'https';
  const port = uri.port ?? (tls ? 443 : 80);
  return port < 1 || port > 65_535 ? null : { host: uri.host, port, path: uri.path, tls };
}

/** By local name: WS-Discovery has three namespaces by year, and firmwares mix them. */
function child(parent: XmlElement, name: string): XmlElement | undefined {
  return parent.children.find((one) => one.name === name);
}

function textOf(parent: XmlElement, name: string): string {
  return printable(child(parent, name)?.text ?? '');
}

function words(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '' && word.length <= MAX_TEXT)
    .slice(0, MAX_ITEMS);
}

/** What PostgreSQL and log lines cannot hold becomes a blank. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ');
}

/** Devices write `urn:uuid:`, `uuid:` or the bare UUID, in either case. */
function uuidIn(text: string): string | null {
  return UUID.exec(text)?.[0].toLowerCase() ?? null;
}

function refused(refusal: AnswerRefusal): AnswerReading {
  return { ok: false, refusal };
}
