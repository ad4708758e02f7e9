import type { Instant } from '../../kernel/instant.js';

/** The same in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export const NOTICE_KINDS = ['opened', 'recovered', 'escalated', 'reminder', 'report'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Routine notices wait while it is quiet; urgent ones go at once. */
export const NOTICE_LEVELS = ['routine', 'urgent'] as const;
export type NoticeLevel = (typeof NOTICE_LEVELS)[number];

/** One thing that people are to be told. */
export interface Notice {
  /** Chosen by whoever posts it, so that posting it again tells nobody twice; at most 200 characters. */
  readonly id: string;
  /** What it is about: the notices of one outage share it, from `opened` to `recovered`; at most 200 characters. */
  readonly thread: string;
  readonly kind: NoticeKind;
  readonly level: NoticeLevel;
  /** Null for what concerns the town as a whole; only channels of the whole town get that. */
  readonly villageId: string | null;
  readonly at: Instant;
  /** One line, as `村口枪机 离线`. */
  readonly title: Words;
  readonly lines: readonly Words[];
  /**
   * What stands after a number when several such notices are told as one: `{ zh: '台离线', en: 'cameras offline' }`
   * makes 【上坡村】3 台离线. Null or left out takes the words of the kind.
   */
  readonly counted?: Words | null;
  /**
   * Whether only the village's own channels get it: the town is told of the whole by another notice of the thread.
   * False when left out.
   */
  readonly isForVillageOnly?: boolean;
}

/** A notice that waits for its digest, with when we were handed it. */
export interface WaitingNotice extends Notice {
  readonly postedAt: Instant;
}
