import { createHash, randomBytes } from 'node:crypto';

/** The digest of the farm's own: written apart from the clients it tests. */
export interface DigestPolicy {
  readonly algorithm: 'MD5' | 'MD5-sess' | 'SHA-256' | 'SHA-256-sess';
  readonly login: { readonly username: string; readonly password: string };
  /** Every nonce serves once. */
  readonly isNonceOnce: boolean;
  /** RTSP servers of cameras offer none, as in RFC 2069. */
  readonly offersQop: boolean;
}

export interface DigestRequest {
  readonly header: string | undefined;
  readonly method: string;
  /** As on the request line. */
  readonly uri: string;
}

export type DigestResult = 'missing' | 'stale' | 'wrong' | 'right';

const REALM = 'IP Camera';
const MAX_NONCES = 200;

export class DigestGate {
  /** Every nonce given out, and the highest count that came back with it. */
  private readonly nonces = new Map<string, number>();

  challenge({ algorithm, offersQop }: DigestPolicy, isStale: boolean): string {
    const nonce = randomBytes(12).toString('hex');
    this.nonces.set(nonce, 0);
    if (this.nonces.size > MAX_NONCES) this.nonces.delete(this.nonces.keys().next().value!);
    // Cameras name no algorithm where it is MD5, and no qop on RTSP.
    const more = [
      ...(offersQop ? ['qop="auth"', 'opaque="5ccc"'] : []),
      ...(offersQop || algorithm !== 'MD5' ? [`algorithm=${algorithm}`] : []),
      ...(isStale ? ['stale=true'] : []),
    ];
    return `Digest ${[`realm="${REALM}"`, `nonce="${nonce}"`, ...more].join(', ')}`;
  }

  check({ header, method, uri }: DigestRequest, policy: DigestPolicy): DigestResult {
    if (!header?.startsWith('Digest ')) return 'missing';
    const field = fieldsOf(header);
    const nonce = field('nonce');
    const count = this.nonces.get(nonce);
    if (count === undefined) return 'stale';
    if (policy.isNonceOnce) this.nonces.delete(nonce);
    if (field('uri') !== uri || field('response') !== responseTo(field, method, policy)) return 'wrong';
    if (field('username') !== policy.login.username) return 'wrong';
    if (field('qop') === '') return 'right';
    const nc = Number.parseInt(field('nc'), 16);
    if (!(nc > count)) return 'wrong';
    if (!policy.isNonceOnce) this.nonces.set(nonce, nc);
    return 'right';
  }
}

type Fields = (name: string) => string;

/** Header lines come as Latin-1; names and passwords are UTF-8. */
function fieldsOf(header: string): Fields {
  const fields = new Map(
    [...header.slice(7).matchAll(/([a-z-]+)=(?:"((?:[^"\\]|\\.)*)"|([^,\s]+))/gi)].map(
      ([, name, quoted, bare]) => [name!.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? bare ?? ''],
    ),
  );
  return (name) => Buffer.from(fields.get(name) ?? '', 'latin1').toString('utf8');
}

function responseTo(field: Fields, method: string, { algorithm, login }: DigestPolicy): string {
  const hash = (text: string): string =>
    createHash(algorithm.startsWith('MD5') ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  const plain = hash(`${login.username}:${REALM}:${login.password}`);
  const ha1 = algorithm.endsWith('-sess') ? hash(`${plain}:${field('nonce')}:${field('cnonce')}`) : plain;
  const ha2 = hash(`${method}:${field('uri')}`);
  const middle = field('qop') === 'auth' ? `:${field('nc')}:${field('cnonce')}:auth` : '';
  return hash(`${ha1}:${field('nonce')}${middle}:${ha2}`);
}
