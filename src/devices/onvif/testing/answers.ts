import type { ServerResponse } from 'node:http';
import type { Answer, SeenCall } from './test-camera.js';

const SOAP = 'http://www.w3.org/2003/05/soap-envelope';

export const SCHEMA = 'http://www.onvif.org/ver10/schema';

/** A SOAP answer; the content stands in the operation's namespace, `tt:` is declared. */
export function respond({ operation, namespace }: SeenCall, response: ServerResponse, content: string): void {
  sendSoap(
    response,
    200,
    `<q:${operation}Response xmlns:q="${namespace}" xmlns="${namespace}" xmlns:tt="${SCHEMA}">${content}</q:${operation}Response>`,
  );
}

export interface FaultShape {
  readonly status: number;
  readonly code?: string;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

export function sendFault(response: ServerResponse, { status, code, text = '', headers }: FaultShape): void {
  const subcode = code === undefined ? '' : `<e:Subcode><e:Value>ter:${code}</e:Value></e:Subcode>`;
  const fault = `<e:Fault><e:Code><e:Value>e:Sender</e:Value>${subcode}</e:Code><e:Reason><e:Text>${text}</e:Text></e:Reason></e:Fault>`;
  sendSoap(response, status, fault, headers);
}

export function sendSoap(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string | string[]>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/soap+xml; charset=utf-8', ...headers });
  response.end(
    `<e:Envelope xmlns:e="${SOAP}" xmlns:ter="http://www.onvif.org/ver10/error"><e:Body>${body}</e:Body></e:Envelope>`,
  );
}

export function sendPage(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string | string[]>> = {},
  page = '<html><body><h1>No</h1><br></body></html>',
): void {
  response.writeHead(status, { 'content-type': 'text/html', ...headers });
  response.end(page);
}

/** `isLocalToo`: the same time is told as the local one, of a zone that is eight hours ahead. */
export function clockContent(utcMs: number, { isLocalToo = false } = {}): string {
  const local = `<tt:TimeZone><tt:TZ>CST-8</tt:TZ></tt:TimeZone><tt:LocalDateTime>${dateTime(utcMs)}</tt:LocalDateTime>`;
  const utc = `<tt:UTCDateTime>${dateTime(utcMs)}</tt:UTCDateTime>`;
  return `<SystemDateAndTime>${isLocalToo ? local : ''}${utc}</SystemDateAndTime>`;
}

/** The fields of a tt:DateTime. */
export function dateTime(ms: number): string {
  const at = new Date(ms);
  const time =
    field('Hour', at.getUTCHours()) +
    field('Minute', at.getUTCMinutes()) +
    field('Second', at.getUTCSeconds());
  const date =
    field('Year', at.getUTCFullYear()) + field('Month', at.getUTCMonth() + 1) + field('Day', at.getUTCDate());
  return `<tt:Time>${time}</tt:Time><tt:Date>${date}</tt:Date>`;
}

function field(name: string, value: number): string {
  return `<tt:${name}>${value}</tt:${name}>`;
}

export const INFORMATION =
  '<Manufacturer>守望</Manufacturer><Model>DS-1.10</Model><FirmwareVersion>1.10</FirmwareVersion>' +
  '<SerialNumber>000000012345678901</SerialNumber><HardwareId>1.0</HardwareId>';

/** A camera that takes one kind of log-in, told by what it does with everything else. */
export function guarded(
  accepted: 'wsse' | 'digest',
  refuse: Answer,
  isOpen: (call: SeenCall) => boolean,
): Answer {
  return (call, response, request) => {
    const isIn = call.proof === accepted || isOpen(call);
    if (!isIn) refuse(call, response, request);
    else if (call.operation === 'GetSystemDateAndTime') respond(call, response, clockContent(Date.now()));
    else if (call.operation === 'GetDeviceInformation') respond(call, response, INFORMATION);
    else if (call.operation === 'GetScopes') respond(call, response, '');
    else sendFault(response, { status: 500, code: 'ActionNotSupported' });
  };
}

/** What ONVIF lets anybody call. */
export function isOpenByRule({ operation }: SeenCall): boolean {
  return ['GetSystemDateAndTime', 'GetServices', 'GetCapabilities'].includes(operation);
}
