import { createHash, randomBytes } from 'node:crypto';

/** The digest of the farm's own: written apart from the clients it tests. */
export interface DigestPolicy {
  readonly algorithm: 'MD5' | 'MD5-sess' | 'SHA-256' | 'SHA-256-sess';
  readonly login: { readonly username: string; readonly password: string };
  /** Every nonce serves once. */
  readonly isNonceOnce: boolean;
}

export type DigestResult = 'missing' | 'stale' | 'wrong' | 'right';

const MAX_NONCES = 200;

export class DigestGate {
  private readonly nonces = new Set<string>();

  challenge({ algorithm }: DigestPolicy, isStale: boolean): string {
    const nonce = randomBytes(12).toString('hex');
    this.nonces.add(nonce);
    if (this.nonces.size > MAX_NONCES) this.nonces.delete(this.nonces.values().next().value!);
    const stale = isStale ? ', stale=true' : '';
    return `Digest realm="IP Camera", nonce="${nonce}", qop="auth", algorithm=${algorithm}, opaque="5ccc"${stale}`;
  }

  check(header: string | undefined, method: string, policy: DigestPolicy): DigestResult {
    if (!header?.startsWith('Digest ')) return 'missing';
    const field = (name: string): string =>
      new RegExp(`(?:^|[ ,])${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^,\\s]+))`)
        .exec(header.slice(7))
        ?.slice(1)
        .find(Boolean) ?? '';
    const nonce = field('nonce');
    if (!this.nonces.has(nonce)) return 'stale';
    if (policy.isNonceOnce) this.nonces.delete(nonce);
    const { username, password } = policy.login;
    const hash = (text: string): string =>
      createHash(policy.algorithm.startsWith('MD5') ? 'md5' : 'sha256')
        .update(text)
        .digest('hex');
    let ha1 = hash(`${username}:IP Camera:${password}`);
    if (policy.algorithm.endsWith('-sess')) ha1 = hash(`${ha1}:${nonce}:${field('cnonce')}`);
    const ha2 = hash(`${method}:${field('uri')}`);
    const qop = field('qop');
    const middle = qop === 'auth' ? `:${field('nc')}:${field('cnonce')}:auth` : '';
    const wanted = hash(`${ha1}:${nonce}${middle}:${ha2}`);
    const user = Buffer.from(field('username'), 'latin1').toString('utf8');
    const isUser = field('username') === username || user === username;
    return isUser && field('response') === wanted ? 'right' : 'wrong';
  }
}
