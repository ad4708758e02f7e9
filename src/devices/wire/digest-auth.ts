import { createHash } from 'node:crypto';
import type { Login } from './endpoint.js';

/** One `WWW-Authenticate` challenge, parsed (RFC 7616, RFC 7617). */
export type Challenge =
  | { readonly scheme: 'basic'; readonly realm: string }
  | {
      readonly scheme: 'digest';
      readonly realm: string;
      readonly nonce: string;
      readonly opaque?: string;
      readonly algorithm: DigestAlgorithm;
      readonly qopAuth: boolean;
      readonly stale: boolean;
    };

export type DigestAlgorithm = 'MD5' | 'MD5-sess' | 'SHA-256' | 'SHA-256-sess';

type DigestChallenge = Extract<Challenge, { scheme: 'digest' }>;

const ALGORITHMS: Record<string, DigestAlgorithm> = {
  md5: 'MD5',
  'md5-sess': 'MD5-sess',
  'sha-256': 'SHA-256',
  'sha-256-sess': 'SHA-256-sess',
};

/**
 * The challenges we can answer, best first (SHA-256 before MD5 before Basic). `headers` are the raw values of every
 * `WWW-Authenticate` header of one answer; one value may hold several challenges. Unknown schemes, algorithms and
 * `qop` without `auth` are left out.
 */
export function parseChallenges(headers: readonly string[]): Challenge[] {
  const found = headers.flatMap((header) => splitChallenges(header)).flatMap(toChallenge);
  return found.toSorted((a, b) => strength(b) - strength(a));
}

export interface DigestRequest {
  readonly method: string;
  /** The request target exactly as sent on the request line. */
  readonly uri: string;
  readonly login: Login;
  readonly nonceCount: number;
  /** A fresh random value, hexadecimal. */
  readonly cnonce: string;
}

/** The value of the `Authorization` header that answers the challenge. */
export function authorize(challenge: Challenge, request: DigestRequest): string {
  if (challenge.scheme === 'basic') {
    const { username, password } = request.login;
    return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
  }
  return authorizeDigest(challenge, request);
}

function authorizeDigest(challenge: DigestChallenge, request: DigestRequest): string {
  const hash = (text: string): string =>
    createHash(challenge.algorithm.startsWith('MD5') ? 'md5' : 'sha256')
      .update(text, 'utf8')
      .digest('hex');
  const nc = request.nonceCount.toString(16).padStart(8, '0');
  const { username, password } = request.login;
  const plain = hash(`${username}:${challenge.realm}:${password}`);
  const ha1 = challenge.algorithm.endsWith('-sess')
    ? hash(`${plain}:${challenge.nonce}:${request.cnonce}`)
    : plain;
  const ha2 = hash(`${request.method}:${request.uri}`);
  const response = challenge.qopAuth
    ? hash(`${ha1}:${challenge.nonce}:${nc}:${request.cnonce}:auth:${ha2}`)
    : hash(`${ha1}:${challenge.nonce}:${ha2}`);
  const needsCnonce = challenge.qopAuth || challenge.algorithm.endsWith('-sess');
  return `Digest ${[
    `username=${quote(username)}`,
    `realm=${quote(challenge.realm)}`,
    `nonce=${quote(challenge.nonce)}`,
    `uri=${quote(request.uri)}`,
    `response="${response}"`,
    // Old Dahua and Hikvision RTSP servers reject an algorithm they did not name; MD5 is the default anyway.
    ...(challenge.algorithm === 'MD5' ? [] : [`algorithm=${challenge.algorithm}`]),
    ...(challenge.opaque === undefined ? [] : [`opaque=${quote(challenge.opaque)}`]),
    ...(challenge.qopAuth ? [`qop=auth`, `nc=${nc}`] : []),
    ...(needsCnonce ? [`cnonce="${request.cnonce}"`] : []),
  ].join(', ')}`;
}

function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

interface RawChallenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

function splitChallenges(header: string): RawChallenge[] {
  const starts = [...header.matchAll(/(?:^|,)\s*(basic|digest|negotiate|ntlm|bearer)(?=\s|$|,)/gi)];
  return starts.map((start, index) => {
    const from = start.index + start[0].length;
    const parameters: Record<string, string> = {};
    for (const [, name, quoted, bare] of header
      .slice(from, starts[index + 1]?.index)
      .matchAll(/([a-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi)) {
      parameters[name!.toLowerCase()] = quoted?.replaceAll(/\\(.)/g, '$1') ?? bare ?? '';
    }
    return { scheme: start[1]!.toLowerCase(), parameters };
  });
}

function toChallenge({ scheme, parameters }: RawChallenge): Challenge[] {
  if (scheme === 'basic') return [{ scheme, realm: parameters['realm'] ?? '' }];
  const algorithm = ALGORITHMS[(parameters['algorithm'] ?? 'md5').toLowerCase()];
  const nonce = parameters['nonce'];
  if (scheme !== 'digest' || algorithm === undefined || nonce === undefined) return [];
  const qops = parameters['qop']?.split(',').map((qop) => qop.trim().toLowerCase());
  if (qops !== undefined && !qops.includes('auth')) return [];
  return [
    {
      scheme,
      realm: parameters['realm'] ?? '',
      nonce,
      ...(parameters['opaque'] === undefined ? {} : { opaque: parameters['opaque'] }),
      algorithm,
      qopAuth: qops !== undefined,
      stale: parameters['stale']?.toLowerCase() === 'true',
    },
  ];
}

function strength(challenge: Challenge): number {
  if (challenge.scheme === 'basic') return 0;
  return challenge.algorithm.startsWith('SHA-256') ? 2 : 1;
}
