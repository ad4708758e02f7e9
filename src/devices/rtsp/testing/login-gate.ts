import { createHash } from 'node:crypto';
import type { Behaviour, TestRequest } from './rtsp-test-server.js';

export interface GateOptions {
  readonly scheme: 'basic' | 'digest-md5' | 'digest-sha256';
  readonly username: string;
  readonly password: string;
}

/** The login of a camera, with a digest check of its own that shares no code with the client. */
export class LoginGate {
  nonce = 'nonce-1';
  isStale = false;
  /** Requests that carried a login which was refused. */
  rejected = 0;
  readonly nonceCounts: string[] = [];

  constructor(private readonly options: GateOptions) {}

  /** Lets a request through to `next` when its login is right. */
  guard(next: Behaviour): Behaviour {
    return (request, reply) => {
      if (this.isRight(request)) return next(request, reply);
      if (request.headers['authorization'] !== undefined) this.rejected += 1;
      reply.send(401, { 'WWW-Authenticate': this.challenge() });
    };
  }

  challenge(): string {
    if (this.options.scheme === 'basic') return 'Basic realm="IP Camera"';
    const algorithm = this.options.scheme === 'digest-md5' ? 'MD5' : 'SHA-256';
    const stale = this.isStale ? ', stale=true' : '';
    return `Digest realm="IP Camera", nonce="${this.nonce}", algorithm=${algorithm}, qop="auth"${stale}`;
  }

  private isRight({ method, uri, headers }: TestRequest): boolean {
    const header = headers['authorization'] ?? '';
    const { scheme, username, password } = this.options;
    if (scheme === 'basic')
      return header === `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const field = (name: string): string =>
      new RegExp(`\\b${name}=(?:"([^"]*)"|([^,\\s]+))`).exec(header)?.slice(1).find(Boolean) ?? '';
    if (field('nonce') !== this.nonce || field('uri') !== uri) return false;
    this.nonceCounts.push(field('nc'));
    const hash = (text: string): string =>
      createHash(scheme === 'digest-md5' ? 'md5' : 'sha256')
        .update(text, 'utf8')
        .digest('hex');
    const [ha1, ha2] = [hash(`${username}:IP Camera:${password}`), hash(`${method}:${uri}`)];
    return (
      field('response') ===
      hash([ha1, field('nonce'), field('nc'), field('cnonce'), field('qop'), ha2].join(':'))
    );
  }
}
