import type { IncomingMessage } from 'node:http';
import type { VirtualCamera } from '../camera.js';
import type { DigestPolicy } from '../digest.js';
import { deviceNowMs } from './device-clock.js';
import type { OnvifHost } from './onvif-host.js';
import type { SoapVoice } from './soap-voice.js';

export interface Refusal {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** False where none was sent. */
  readonly isOfLogin: boolean;
}

/** How the caller is refused; null where it may go on. Counts what was tried. */
export function loginRefusal(
  host: OnvifHost,
  request: IncomingMessage,
  body: string,
  voice: SoapVoice,
): Refusal | null {
  const camera = host.camera();
  const login = host.login();
  if (camera.onvifAuth === 'none' || login === null) return null;
  const takesDigest = camera.onvifAuth !== 'wsse';
  const takesToken = camera.onvifAuth === 'wsse' || camera.onvifAuth === 'both';
  const policy: DigestPolicy = {
    algorithm: algorithmOf(camera),
    login,
    isNonceOnce: camera.faults.includes('nonce-expires'),
    offersQop: true,
  };
  const call = {
    header: request.headers.authorization,
    method: request.method ?? '',
    uri: request.url ?? '',
  };
  const digest = takesDigest ? host.gate.check(call, policy) : 'missing';
  const token = takesToken ? host.tokens.check(body, login, deviceNowMs(camera)) : 'missing';
  const isRight = digest === 'right' || token === 'right';
  const isLocked = camera.faults.includes('locked');
  if (isRight && !isLocked) {
    host.acceptLogin();
    return null;
  }
  const wasLogin = isRight || digest === 'wrong' || token === 'wrong';
  if (wasLogin) host.rejectLogin();
  if (isLocked && wasLogin) return { ...locked(voice), isOfLogin: true };
  const challenge = takesDigest ? host.gate.challenge(policy, digest === 'stale') : null;
  return { ...refused(camera, voice, challenge), isOfLogin: wasLogin };
}

type Said = Omit<Refusal, 'isOfLogin'>;

function locked(voice: SoapVoice): Said {
  const { status, body } = voice.fault('OperationProhibited', 'The account is locked, try again later');
  return { status, body, headers: {} };
}

/** A device that wants HTTP Digest says 401, whatever else it says. */
function refused({ authFailure }: VirtualCamera, voice: SoapVoice, challenge: string | null): Said {
  const headers = challenge === null ? {} : { 'WWW-Authenticate': challenge };
  const shape = authFailure ?? (challenge === null ? '400-fault' : '401-fault');
  if (shape === '401-html') {
    const html = '<html><head><title>401</title></head><body>401 Unauthorized</body></html>';
    return { status: 401, body: html, headers: { ...headers, 'Content-Type': 'text/html' } };
  }
  const status = challenge === null ? Number.parseInt(shape, 10) : 401;
  return { ...voice.fault('NotAuthorized', 'Sender not authorized', status), headers };
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
