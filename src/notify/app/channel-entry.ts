import type { Channel, ChannelKind, ChannelSecrets, HostTarget, MailTarget } from '../domain/channel.js';
import { bareHost, refusalOfHost, refusalOfUrl } from '../domain/receiver.js';

type RobotEntry = { readonly kind: 'wecom'; readonly url: string };
type SignedEntry = {
  readonly kind: 'dingtalk' | 'feishu' | 'webhook';
  readonly url: string;
  readonly secret: string;
};
type MailEntry = MailTarget & { readonly kind: 'email'; readonly password: string | null };

/** A target as it was entered, with its secrets. */
export type TargetEntry = RobotEntry | SignedEntry | MailEntry;

export type ChannelEntry = { readonly target: TargetEntry } & Pick<
  Channel,
  'name' | 'villageId' | 'kinds' | 'levels' | 'quietHours' | 'language' | 'isEscalation' | 'isPaused'
>;

/** What of a target is shown, and what is sealed. */
export interface SplitTarget {
  readonly kind: ChannelKind;
  readonly target: MailTarget | HostTarget;
  readonly secrets: ChannelSecrets;
}

/** Why a target may not be reached, with the field that says where it is; null when it may. */
export function refusalOfTarget(
  entry: TargetEntry,
  trustedHosts: readonly string[],
): { readonly path: string; readonly message: string } | null {
  const isMail = entry.kind === 'email';
  if (isMail && entry.security === 'none' && !trustedHosts.includes(bareHost(entry.host)))
    return {
      path: 'target.security',
      message: 'must be tls or starttls, unless notify.trustedHosts names the host',
    };
  const message = isMail ? refusalOfHost(entry.host, trustedHosts) : refusalOfUrl(entry.url, trustedHosts);
  return message === null ? null : { path: isMail ? 'target.host' : 'target.url', message };
}

export function splitTarget(entry: TargetEntry): SplitTarget {
  if (entry.kind === 'email') {
    const { kind, password, ...target } = entry;
    return { kind, target, secrets: { url: null, secret: null, password } };
  }
  const secret = entry.kind === 'wecom' ? null : entry.secret;
  const target = { host: new URL(entry.url).host };
  return { kind: entry.kind, target, secrets: { url: entry.url, secret, password: null } };
}

/** A password that is left out stays, but only for the server and the login that it was entered for. */
export function withKeptPassword(
  split: SplitTarget,
  before: Channel,
  known: ChannelSecrets | null,
): SplitTarget {
  if (split.kind !== 'email' || before.kind !== 'email' || split.secrets.password !== null) return split;
  const [now, then] = [split.target as MailTarget, before.target as MailTarget];
  const isSame = now.host === then.host && now.port === then.port && now.username === then.username;
  const isSafe = now.security === then.security;
  return isSame && isSafe
    ? { ...split, secrets: { ...split.secrets, password: known?.password ?? null } }
    : split;
}
