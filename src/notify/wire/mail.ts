import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import type { Parcel } from '../app/ports.js';
import type { MailTarget } from '../domain/channel.js';
import type { Outcome } from '../domain/delivery.js';
import { refusalOfHost } from '../domain/receiver.js';
import type { Authorities } from './authorities.js';
import { guardedLookup, ReceiverRefused } from './http-post.js';
import { readMailFailure } from './read-mail-failure.js';

export interface MailRules {
  readonly trustedHosts: readonly string[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly authorities: Authorities;
}

/** One mail on one connection. Who was not accepted beside others that were is told, and not tried again. */
export async function sendMail(parcel: Parcel, rules: MailRules): Promise<Outcome> {
  const target = parcel.channel.target as MailTarget;
  const refusal = refusalOfHost(target.host, rules.trustedHosts);
  if (refusal !== null) throw new ReceiverRefused(`its mail server ${refusal}`);
  const connection = await openConnection(target, rules);
  const breakOff = (): void => void connection.destroy();
  rules.signal.addEventListener('abort', breakOff);
  try {
    const { rejected } = await transportOver(connection, parcel, rules).sendMail(mailOf(parcel, target));
    return { kind: 'sent', remark: rejected.length === 0 ? null : `not accepted for ${rejected.join(', ')}` };
  } catch (cause) {
    return readMailFailure(cause);
  } finally {
    rules.signal.removeEventListener('abort', breakOff);
    connection.destroy();
  }
}

/** Opened here, because the library would look the name up by itself and has no way to break off. */
async function openConnection(
  { host, port }: MailTarget,
  { trustedHosts, signal }: MailRules,
): Promise<Socket> {
  const socket = connect({ host, port, lookup: guardedLookup(trustedHosts), signal });
  await once(socket, 'connect', { signal });
  return socket;
}

function transportOver(
  connection: Socket,
  { channel, secrets }: Parcel,
  { timeoutMs, authorities: { ca } }: MailRules,
) {
  const { host, port, security, username } = channel.target as MailTarget;
  return createTransport({
    host,
    port,
    connection,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(ca && { tls: { ca } }),
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(username === null ? {} : { auth: { user: username, pass: secrets.password ?? '' } }),
  });
}

/** A recovery answers the mail that told of the outage, so that mail programs show them as one conversation. */
function mailOf({ id, message, references }: Parcel, { from, to }: MailTarget) {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const messageId = (parcelId: string): string => `<${parcelId}@${domain}>`;
  const ids = references.map(messageId);
  return {
    from,
    to: [...to],
    subject: message.title,
    text: message.text,
    messageId: messageId(id),
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(ids.length === 0 ? {} : { inReplyTo: ids.at(-1)!, references: ids }),
  };
}
