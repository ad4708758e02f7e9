import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { FarmFault } from '../faults.js';
import { deviceAnswer } from './device-answers.js';
import { answerHostile } from './hostile-bodies.js';
import { mediaAnswer } from './media-answers.js';
import type { OnvifHost } from './onvif-host.js';
import { loginRefusal } from './onvif-login.js';
import { ownAddress } from './own-address.js';
import { type Answer, NAMESPACES, SoapVoice } from './soap-voice.js';

const LATE_MS = 1_000;
const MAX_REQUEST_BYTES = 65_536;
const PATHS = new Set(['/onvif/device_service', '/onvif/media_service', '/onvif/media2_service']);

/** Answers one HTTP request as the camera's web service. */
export async function serveOnvif(
  host: OnvifHost,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const camera = host.camera();
  const body = await read(request);
  const call = readCall(body);
  host.ledger.call(call.operation);
  if (camera.faults.includes('accept-silent')) return;
  if (camera.faults.some((fault: FarmFault) => answerHostile(fault, response, host.trapUrl))) return;
  if (!PATHS.has(request.url ?? '')) return reply(response, { status: 404, body: '' });
  const voice = new SoapVoice(camera);
  const isOpen = call.operation === 'GetSystemDateAndTime' && !camera.faults.includes('clock-needs-login');
  const refusal = isOpen ? null : loginRefusal(host, request, body, voice);
  if (refusal?.isOfLogin && camera.faults.includes('late-refusal')) await pause(LATE_MS);
  if (refusal !== null) return reply(response, refusal, refusal.headers);
  const answer = answerTo(call, voice, host);
  // Pelco: without the action the answer is there, and empty.
  const isMute =
    camera.faults.includes('needs-action') && !/action=/.test(request.headers['content-type'] ?? '');
  reply(response, isMute ? { ...answer, body: '' } : answer);
}

interface Call {
  readonly isSoap12: boolean;
  /** The namespace of the call: services share one path on some devices, and their calls one name. */
  readonly namespace: string;
  readonly operation: string;
  readonly profileToken: string;
}

function answerTo(call: Call, voice: SoapVoice, host: OnvifHost): Answer {
  if (!call.isSoap12) return voice.fault('VersionMismatch', 'SOAP 1.2 is wanted', 500);
  const camera = host.camera();
  const own = ownAddress(camera, host.trapUrl);
  const service = call.namespace === NAMESPACES.media2 ? 'media2' : 'media';
  const answer =
    call.namespace === NAMESPACES.device
      ? deviceAnswer(call.operation, voice, camera, own)
      : call.namespace === NAMESPACES[service]
        ? mediaAnswer({ ...call, service }, voice, camera, own)
        : null;
  return answer ?? voice.fault('ActionNotSupported', 'Optional Action Not Implemented', 500);
}

function readCall(body: string): Call {
  const called = /<(?:[\w-]+:)?Body[^>]*>\s*<(?:([\w-]+):)?(\w+)([^>]*)/.exec(body);
  const [, prefix, operation = '', attributes = ''] = called ?? [];
  const declared = prefix === undefined ? /xmlns="([^"]*)"/ : new RegExp(`xmlns:${prefix}="([^"]*)"`);
  return {
    isSoap12: body.includes(NAMESPACES.soap),
    namespace: declared.exec(attributes)?.[1] ?? declared.exec(body)?.[1] ?? '',
    operation,
    profileToken: /ProfileToken[^>]*>([^<]*)</.exec(body)?.[1]?.trim() ?? '',
  };
}

function reply(
  response: ServerResponse,
  { status, body }: Answer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, {
      'Content-Type': 'application/soap+xml; charset=utf-8',
      'Content-Length': String(Buffer.byteLength(body)),
      ...headers,
    })
    .end(body);
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > MAX_REQUEST_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
