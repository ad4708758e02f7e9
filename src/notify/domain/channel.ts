import type { Instant } from '../../kernel/instant.js';
import type { NoticeKind, NoticeLevel } from './notice.js';

export const CHANNEL_KINDS = ['dingtalk', 'wecom', 'feishu', 'webhook', 'email'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Local times of day as `HH:MM`; a span may go over midnight. `from` counts in, `to` does not. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** Where an e-mail goes through. */
export interface MailTarget {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly username: string | null;
  readonly from: string;
  readonly to: readonly string[];
}

/** The host of a robot or receiver; the rest of its address is as good as a password and stays sealed. */
export interface HostTarget {
  readonly host: string;
}

/** What is sealed of a channel. Null where its kind has none. */
export interface ChannelSecrets {
  readonly url: string | null;
  readonly secret: string | null;
  readonly password: string | null;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  /** Null for the whole town. */
  readonly villageId: string | null;
  readonly target: MailTarget | HostTarget;
  readonly sealed: string;
  readonly kinds: readonly NoticeKind[];
  readonly levels: readonly NoticeLevel[];
  readonly quietHours: QuietHours | null;
  readonly language: Language;
  /** Told only of what was escalated, and of how that ends. */
  readonly isEscalation: boolean;
  /** Gets nothing new and sends nothing. */
  readonly isPaused: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}
