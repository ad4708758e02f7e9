import type { paths } from '../../api/schema.d.ts';

export type Channel =
  paths['/api/v1/channels']['get']['responses'][200]['content']['application/json']['items'][number];
export type ChannelEntry = paths['/api/v1/channels']['post']['requestBody']['content']['application/json'];

export const KINDS = ['dingtalk', 'wecom', 'feishu', 'webhook', 'email'] as const;
export const NOTICE_KINDS = ['opened', 'recovered', 'escalated', 'reminder', 'report'] as const;
export const LEVELS = ['routine', 'urgent'] as const;

/** A channel as it is typed: the fields of every kind beside each other. */
export function draftOf(channel: Channel | null) {
  const target = (channel?.target ?? {}) as Partial<Record<string, unknown>>;
  return {
    name: channel?.name ?? '',
    kind: (channel?.kind ?? 'dingtalk') as (typeof KINDS)[number],
    url: '',
    secret: '',
    host: (target['host'] as string) ?? '',
    port: (target['port'] as number) ?? 465,
    security: (target['security'] as 'tls' | 'starttls' | 'none') ?? 'tls',
    username: (target['username'] as string | null) ?? '',
    password: '',
    from: (target['from'] as string) ?? '',
    to: ((target['to'] as readonly string[]) ?? []).join('\n'),
    villageId: channel?.villageId ?? (null as string | null),
    kinds: [...(channel?.kinds ?? NOTICE_KINDS)],
    levels: [...(channel?.levels ?? LEVELS)],
    quietFrom: channel?.quietHours?.from ?? '',
    quietTo: channel?.quietHours?.to ?? '',
    isEscalation: channel?.isEscalation ?? false,
  };
}

export type ChannelDraft = ReturnType<typeof draftOf>;

/** What is sent; the address of a robot is sealed, so that one which is left empty keeps the target as it is. */
export function entryOf(draft: ChannelDraft, isNew: boolean): Partial<ChannelEntry> {
  const { name, villageId, kinds, levels, isEscalation, quietFrom, quietTo } = draft;
  const quietHours = quietFrom !== '' && quietTo !== '' ? { from: quietFrom, to: quietTo } : null;
  const isKept = !isNew && draft.kind !== 'email' && draft.url === '' && draft.secret === '';
  return {
    name,
    villageId,
    kinds,
    levels,
    isEscalation,
    quietHours,
    ...(isKept ? {} : { target: targetOf(draft) }),
  };
}

function targetOf(draft: ChannelDraft): ChannelEntry['target'] {
  const { kind, url, secret, host, port, security, username, password, from, to } = draft;
  if (kind === 'wecom') return { kind, url };
  if (kind !== 'email') return { kind, url, secret };
  const login = { username: username === '' ? null : username, password: password === '' ? null : password };
  return { kind, host, port, security, from, ...login, to: to.split(/[\s,，、;；]+/).filter(Boolean) };
}
