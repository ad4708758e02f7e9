import type { Instant } from '../../kernel/instant.js';
import type { Language } from './channel.js';
import { NOTICE_KINDS, type NoticeKind, type NoticeLevel, type WaitingNotice, type Words } from './notice.js';

/** How one thread stands, in one language. */
export interface DigestEntry {
  readonly thread: string;
  readonly kind: NoticeKind;
  readonly level: NoticeLevel;
  readonly at: Instant;
  readonly title: string;
  readonly lines: readonly string[];
}

/** All that one channel is told of one village at once. */
export interface Digest {
  /** 【上坡村】3 台离线，1 条提醒 */
  readonly headline: string;
  /** Urgent ones first, then the newest. */
  readonly entries: readonly DigestEntry[];
}

const KIND_WORDS: Readonly<Record<NoticeKind, Words>> = {
  opened: { zh: '条新告警', en: 'new' },
  escalated: { zh: '条升级', en: 'escalated' },
  reminder: { zh: '条提醒', en: 'still open' },
  recovered: { zh: '条已恢复', en: 'recovered' },
  report: { zh: '份报告', en: 'reported' },
};

/**
 * Makes one digest of notices of one village (at least one). Of each thread only the latest notice is told: what broke
 * and was mended while it waited is mended. `village` is null for the town as a whole.
 */
export function digestOf(
  notices: readonly WaitingNotice[],
  village: string | null,
  language: Language,
): Digest {
  const latest = latestOfThreads(notices).toSorted(byUrgency);
  const place = village ?? (language === 'zh' ? '全镇' : 'Town');
  const words = latest.length === 1 ? latest[0]!.title[language] : countedWords(latest, language);
  return {
    headline: `【${place}】${words}`,
    entries: latest.map(({ thread, kind, level, at, title, lines }) => ({
      thread,
      kind,
      level,
      at,
      title: title[language],
      lines: lines.map((line) => line[language]),
    })),
  };
}

/** By when it was said to happen, and by when we were handed it where that is the same. */
function latestOfThreads(notices: readonly WaitingNotice[]): WaitingNotice[] {
  const byTime = notices.toSorted((a, b) => a.at - b.at || a.postedAt - b.postedAt);
  return [...new Map(byTime.map((notice) => [notice.thread, notice])).values()];
}

function byUrgency(a: WaitingNotice, b: WaitingNotice): number {
  return Number(b.level === 'urgent') - Number(a.level === 'urgent') || b.at - a.at || (a.id < b.id ? -1 : 1);
}

function countedWords(notices: readonly WaitingNotice[], language: Language): string {
  const inOrder = notices.toSorted((a, b) => NOTICE_KINDS.indexOf(a.kind) - NOTICE_KINDS.indexOf(b.kind));
  const counts = new Map<string, number>();
  for (const { kind, counted } of inOrder) {
    const words = (counted ?? KIND_WORDS[kind])[language];
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, count]) => `${count} ${words}`).join(language === 'zh' ? '，' : ', ');
}
