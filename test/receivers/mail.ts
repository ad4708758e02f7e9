import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Identity } from './authority.js';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly login: string | null;
  readonly raw: string;
}

export interface MailSettings {
  readonly login?: { readonly username: string; readonly password: string };
  /** A reply of 4xx or 5xx for a recipient; null takes it. */
  readonly refuse?: (address: string) => { readonly code: number; readonly text: string } | null;
  /** Who it is over TLS: from the beginning, or after STARTTLS. */
  readonly tls?: Identity & { readonly from: 'tls' | 'starttls' };
  /** Never says anything, not even its greeting. */
  readonly hangs?: boolean;
}

/** A real SMTP server on loopback that keeps what it got. */
export class MailServer {
  readonly mails: Mail[] = [];
  /** User names with which somebody tried to log in, in whatever way. */
  readonly logins: string[] = [];
  private readonly waiting: (() => void)[] = [];

  private constructor(
    private readonly server: SMTPServer,
    readonly port: number,
  ) {}

  static async start({
    login,
    refuse = () => null,
    tls,
    hangs = false,
  }: MailSettings = {}): Promise<MailServer> {
    const keep: { take?: (mail: Mail) => void; login?: (name: string) => void } = {};
    const server = new SMTPServer({
      disabledCommands: tls?.from === 'starttls' ? [] : ['STARTTLS'],
      secure: tls?.from === 'tls',
      ...(tls && { key: tls.key, cert: tls.cert }),
      authOptional: login === undefined,
      allowInsecureAuth: true,
      closeTimeout: 100,
      onConnect: (_session, callback) => (hangs ? undefined : callback()),
      onAuth: ({ username, password }, _session, callback) => {
        keep.login?.(username ?? '');
        const isRight = username === login?.username && password === login?.password;
        if (isRight) callback(null, { user: username ?? '' });
        else callback(Object.assign(new Error('Authentication failed'), { responseCode: 535 }));
      },
      onRcptTo: ({ address }, _session, callback) => {
        const refusal = refuse(address);
        if (refusal === null) callback();
        else callback(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
      },
      onData: (stream, { envelope, user }, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          callback();
          keep.take?.({
            from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
            to: envelope.rcptTo.map(({ address }) => address),
            login: user ?? null,
            raw: Buffer.concat(chunks).toString('utf8'),
          });
        });
      },
    });
    // A client that breaks off is what some tests are about.
    server.on('error', () => undefined);
    const listener = server.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const mailServer = new MailServer(server, (listener.address() as AddressInfo).port);
    keep.take = (mail) => mailServer.take(mail);
    keep.login = (name) => mailServer.logins.push(name);
    return mailServer;
  }

  async got(count: number): Promise<readonly Mail[]> {
    while (this.mails.length < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.mails;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  private take(mail: Mail): void {
    this.mails.push(mail);
    for (const tell of this.waiting.splice(0)) tell();
  }
}

/** One header, unfolded and decoded where it is UTF-8 in base64 or quoted-printable. */
export function headerOf({ raw }: Mail, name: string): string | null {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  const line = head.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  if (line === undefined) return null;
  return line
    .slice(name.length + 1)
    .trim()
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_all, encoding: string, text: string) =>
      encoding.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString('utf8') : quotedPrintable(text),
    );
}

function quotedPrintable(text: string): string {
  return decodeURIComponent(text.replaceAll('_', ' ').replaceAll('=', '%'));
}
