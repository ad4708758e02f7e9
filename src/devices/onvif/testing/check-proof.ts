import { createHash } from 'node:crypto';
import type { Login } from '../../wire/endpoint.js';

/** `stale`: right password, old nonce. `wsse` and `digest`: right. `wrong`: anything else that tries to log in. */
export type ProofCheck = 'none' | 'wsse' | 'digest' | 'stale' | 'wrong';

export interface ProofInput {
  readonly body: string;
  readonly authorization: string | null;
  readonly login: Login | null;
  readonly clockMs: number;
}

const WINDOW_MS = 5_000;

/** A nonce whose text begins with `old` is one that the camera no longer takes. */
export function checkProof({ body, authorization, login, clockMs }: ProofInput): ProofCheck {
  if (authorization !== null) return login === null ? 'wrong' : checkDigest(asSent(authorization), login);
  if (!body.includes('UsernameToken')) return 'none';
  return login !== null && isTokenRight(body, login, clockMs) ? 'wsse' : 'wrong';
}

function isTokenRight(body: string, login: Login, clockMs: number): boolean {
  const inside = (name: string): string => new RegExp(`<${name}(?: [^>]*)?>([^<]*)<`).exec(body)?.[1] ?? '';
  const created = inside('Created');
  const expected = createHash('sha1')
    .update(
      Buffer.concat([Buffer.from(inside('Nonce'), 'base64'), Buffer.from(created + login.password, 'utf8')]),
    )
    .digest('base64');
  const username = inside('Username').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
  const isInTime = Math.abs(Date.parse(created) - clockMs) <= WINDOW_MS;
  return username === login.username && inside('Password') === expected && isInTime;
}

function checkDigest(header: string, login: Login): ProofCheck {
  const value = (name: string): string =>
    new RegExp(`[ ,]${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^,]*))`).exec(header)?.slice(1).find(Boolean) ?? '';
  const algorithm = value('algorithm') || 'MD5';
  const hash = (text: string): string =>
    createHash(algorithm.startsWith('SHA-256') ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');
  const plain = hash(`${login.username}:${value('realm')}:${login.password}`);
  const first = algorithm.endsWith('-sess') ? hash(`${plain}:${value('nonce')}:${value('cnonce')}`) : plain;
  const second = hash(`POST:${value('uri')}`);
  const middle = value('qop') === '' ? '' : `${value('nc')}:${value('cnonce')}:${value('qop')}:`;
  if (value('response') !== hash(`${first}:${value('nonce')}:${middle}${second}`)) return 'wrong';
  return value('nonce').startsWith('old') ? 'stale' : 'digest';
}

/** Node shows the bytes of a header as Latin-1. */
function asSent(header: string): string {
  return Buffer.from(header, 'latin1').toString('utf8');
}
