import { createHash } from 'node:crypto';

export type TokenResult = 'missing' | 'wrong' | 'right';

interface Login {
  readonly username: string;
  readonly password: string;
}

/** By which the time in a login may differ from the device's clock, either way. */
const WINDOW_MS = 5_000;
const DIGEST_TYPE = '#PasswordDigest';

/** WS-UsernameToken with a password digest, fresh and never seen before. */
export class TokenGate {
  private readonly seen = new Map<string, number>();

  check(body: string, login: Login, deviceNowMs: number): TokenResult {
    const token = /<(?:[\w-]+:)?UsernameToken[\s>][\s\S]*?<\/(?:[\w-]+:)?UsernameToken>/.exec(body)?.[0];
    if (token === undefined) return 'missing';
    const [username, nonce, created] = [
      text(token, 'Username'),
      text(token, 'Nonce'),
      text(token, 'Created'),
    ];
    const wanted = createHash('sha1')
      .update(Buffer.concat([Buffer.from(nonce, 'base64'), Buffer.from(created + login.password)]))
      .digest('base64');
    const isDigest = token.includes(DIGEST_TYPE) && text(token, 'Password') === wanted;
    if (username !== login.username || !isDigest) return 'wrong';
    return this.isFresh(nonce, Date.parse(created), deviceNowMs) ? 'right' : 'wrong';
  }

  private isFresh(nonce: string, createdMs: number, deviceNowMs: number): boolean {
    if (!(Math.abs(createdMs - deviceNowMs) <= WINDOW_MS)) return false;
    for (const [old, atMs] of this.seen) if (atMs < deviceNowMs - 2 * WINDOW_MS) this.seen.delete(old);
    if (this.seen.has(nonce)) return false;
    this.seen.set(nonce, createdMs);
    return true;
  }
}

function text(xml: string, name: string): string {
  const found = new RegExp(`<(?:[\\w-]+:)?${name}(?:\\s[^>]*)?>([^<]*)<`).exec(xml)?.[1] ?? '';
  return found.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|quot|apos|amp));/gi, (_, hex, decimal, name) =>
    name === undefined
      ? String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
      : { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[name as 'lt'],
  );
}
