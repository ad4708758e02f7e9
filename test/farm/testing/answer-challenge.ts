import { createHash } from 'node:crypto';

export interface Answering {
  readonly challenge: string;
  readonly method: string;
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly nc?: string;
}

/** The `Authorization` that answers a challenge, by the book and for the tests of the farm alone. */
export function answerChallenge({
  challenge,
  method,
  uri,
  username,
  password,
  nc = '00000001',
}: Answering): string {
  if (challenge.startsWith('Basic'))
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const field = (name: string): string | undefined => new RegExp(`${name}="?([^",]+)`).exec(challenge)?.[1];
  const [realm, nonce, qop] = [field('realm')!, field('nonce')!, field('qop')];
  const algorithm = field('algorithm') ?? 'MD5';
  const cnonce = '0a4f113b';
  const hash = (text: string): string =>
    createHash(algorithm.startsWith('MD5') ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  const plain = hash(`${username}:${realm}:${password}`);
  const ha1 = algorithm.endsWith('-sess') ? hash(`${plain}:${nonce}:${cnonce}`) : plain;
  const middle = qop === undefined ? '' : `${nc}:${cnonce}:auth:`;
  const response = hash(`${ha1}:${nonce}:${middle}${hash(`${method}:${uri}`)}`);
  const more = qop === undefined ? '' : `, qop=auth, nc=${nc}, cnonce="${cnonce}"`;
  // Header lines carry Latin-1: UTF-8 bytes go as they are.
  const user = Buffer.from(username).toString('latin1');
  return `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", algorithm=${algorithm}, response="${response}"${more}`;
}
