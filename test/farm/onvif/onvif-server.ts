import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { VirtualCamera } from '../camera.js';
import { DigestGate, type DigestPolicy } from '../digest.js';
import type { FarmFault } from '../faults.js';
import type { Ledger } from '../ledger.js';
import { OnvifAnswers } from './answers.js';
import { answerHostile } from './hostile-bodies.js';

export interface OnvifHost {
  readonly ledger: Ledger;
  readonly gate: DigestGate;
  camera(): VirtualCamera;
  ports(): { readonly onvif: number; readonly rtsp: number };
  login(): { username: string; password: string } | null;
  rejectLogin(): void;
  readonly trapUrl: string;
}

const MAX_REQUEST_BYTES = 65_536;
/** Seconds by which the time in a login may differ from the device's clock. */
const LOGIN_WINDOW_MS = 5_000;

/** Answers one HTTP request as the camera's web service. */
export async function serveOnvif(
  host: OnvifHost,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const camera = host.camera();
  const body = await read(request);
  const called = /<(?:[\w-]+:)?Body[^>]*>\s*<(?:([\w-]+):)?(\w+)([^>]*)/.exec(body);
  const operation = called?.[2] ?? '';
  host.ledger.call(operation);
  if (camera.faults.some((fault: FarmFault) => answerHostile(fault, response, host.trapUrl))) return;
  if (camera.faults.includes('accept-silent')) return;
  const answers = new OnvifAnswers(camera, host.ports());
  const isOpen = operation === 'GetSystemDateAndTime' && !camera.faults.includes('clock-needs-login');
  if (!isOpen && !(await isAllowed(host, camera, answers, request, response, body))) return;
  const namespace = called?.[1]
    ? new RegExp(`xmlns:${called[1]}="([^"]*)"`).exec(body)?.[1]
    : /xmlns="([^"]*)"/.exec(called?.[3] ?? '')?.[1];
  const answer =
    answers.answer(operation, namespace?.includes('ver20/media') ?? false) ??
    answers.fault('ActionNotSupported', 'Optional Action Not Implemented', 500);
  const wantsAction =
    camera.faults.includes('needs-action') && !/action=/.test(request.headers['content-type'] ?? '');
  reply(response, answer.status, wantsAction ? '' : answer.body);
}

async function isAllowed(
  host: OnvifHost,
  camera: VirtualCamera,
  answers: OnvifAnswers,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): Promise<boolean> {
  const login = host.login();
  if (camera.onvifAuth === 'none' || login === null) return true;
  const policy: DigestPolicy = {
    algorithm: algorithmOf(camera),
    login,
    isNonceOnce: camera.faults.includes('nonce-expires'),
  };
  const takesDigest = camera.onvifAuth !== 'wsse';
  const takesToken = camera.onvifAuth === 'wsse' || camera.onvifAuth === 'both';
  const digest = takesDigest
    ? host.gate.check(request.headers.authorization, request.method ?? 'POST', policy)
    : 'missing';
  const token = takesToken ? checkToken(body, login, answers.nowMs() + zoneMistakeMs(camera)) : 'missing';
  const isLocked = camera.faults.includes('locked');
  if (!isLocked && (digest === 'right' || token === 'right')) return true;
  const wasLogin = digest === 'right' || digest === 'wrong' || token === 'right' || token === 'wrong';
  if (wasLogin) host.rejectLogin();
  const challenge = takesDigest
    ? { 'WWW-Authenticate': host.gate.challenge(policy, digest === 'stale') }
    : {};
  refuse(response, camera, answers, isLocked && wasLogin, challenge);
  return false;
}

function refuse(
  response: ServerResponse,
  camera: VirtualCamera,
  answers: OnvifAnswers,
  isLocked: boolean,
  challenge: Record<string, string>,
): void {
  if (isLocked) {
    const { body } = answers.fault('OperationProhibited', 'The account is locked, try again later');
    return reply(response, 400, body);
  }
  const isDigest = Object.keys(challenge).length > 0;
  const { body } = answers.fault('NotAuthorized', 'Sender not authorized');
  switch (camera.authFailure ?? (isDigest ? '401-fault' : '400-fault')) {
    case '400-fault':
      return reply(response, isDigest ? 401 : 400, body, challenge);
    case '401-fault':
      return reply(response, 401, body, challenge);
    case '401-html':
      return reply(response, 401, '<html><body>401 Unauthorized</body></html>', {
        ...challenge,
        'Content-Type': 'text/html',
      });
    case '500-fault':
      return reply(response, isDigest ? 401 : 500, body, challenge);
  }
}

/** Checks `created` against its own idea of UTC, which is local time where the device is mistaken. */
function zoneMistakeMs({ faults }: VirtualCamera): number {
  return faults.includes('local-time-as-utc') ? 8 * 3_600_000 : 0;
}

function checkToken(
  body: string,
  login: { username: string; password: string },
  nowMs: number,
): 'missing' | 'wrong' | 'right' {
  const field = (name: string): string | undefined =>
    new RegExp(`<(?:[\\w-]+:)?${name}(?:\\s[^>]*)?>([^<]*)<`).exec(body)?.[1];
  const [username, digest, nonce, created] = [
    field('Username'),
    field('Password'),
    field('Nonce'),
    field('Created'),
  ];
  if (username === undefined || digest === undefined || nonce === undefined || created === undefined)
    return 'missing';
  const wanted = createHash('sha1')
    .update(Buffer.concat([Buffer.from(nonce, 'base64'), Buffer.from(created + login.password)]))
    .digest('base64');
  const isFresh = Math.abs(Date.parse(created) - nowMs) <= LOGIN_WINDOW_MS;
  return unescape(username) === login.username && digest === wanted && isFresh ? 'right' : 'wrong';
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function algorithmOf({ onvifAuth }: VirtualCamera): DigestPolicy['algorithm'] {
  switch (onvifAuth) {
    case 'digest-md5-sess':
      return 'MD5-sess';
    case 'digest-sha256':
      return 'SHA-256';
    case 'digest-sha256-sess':
      return 'SHA-256-sess';
    default:
      return 'MD5';
  }
}

function reply(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
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
