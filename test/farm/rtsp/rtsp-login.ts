import type { VirtualCamera } from '../camera.js';
import type { DigestPolicy } from '../digest.js';
import type { RtspRequest } from './request-reader.js';
import type { RtspHost } from './rtsp-host.js';

/** What to ask of the viewer before it may go on; null where it may. */
export function loginChallenge(host: RtspHost, request: RtspRequest, isFull: boolean): string | null {
  const camera = host.camera();
  const login = host.login();
  if (camera.rtspAuth === 'none' || login === null) return null;
  // Dahua: a full camera says "unauthorized" to the right password too, and does not count it as a failed login.
  const hidesFullness = camera.faults.includes('401-when-full') && isFull;
  const { result, challenge } =
    camera.rtspAuth === 'basic' ? basic(request, login) : digest(host, request, login);
  if (result === 'right' && hidesFullness) return challenge;
  if (result === 'right' && !camera.faults.includes('locked')) {
    host.acceptLogin();
    return null;
  }
  if (result === 'right' || result === 'wrong') host.rejectLogin();
  return challenge;
}

type Login = NonNullable<VirtualCamera['login']>;

interface Judged {
  readonly result: 'missing' | 'stale' | 'wrong' | 'right';
  readonly challenge: string;
}

function basic({ headers }: RtspRequest, { username, password }: Login): Judged {
  const header = headers['authorization'];
  const wanted = Buffer.from(`${username}:${password}`).toString('base64');
  const result = header === undefined ? 'missing' : header === `Basic ${wanted}` ? 'right' : 'wrong';
  return { result, challenge: 'Basic realm="IP Camera"' };
}

function digest(host: RtspHost, { method, uri, headers }: RtspRequest, login: Login): Judged {
  const { rtspAuth, faults } = host.camera();
  const policy: DigestPolicy = {
    algorithm: rtspAuth === 'digest-sha256' ? 'SHA-256' : 'MD5',
    login,
    isNonceOnce: faults.includes('nonce-expires'),
    offersQop: false,
  };
  const result = host.gate.check({ header: headers['authorization'], method, uri }, policy);
  return { result, challenge: host.gate.challenge(policy, result === 'stale') };
}
