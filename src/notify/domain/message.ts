import type { Instant } from '../../kernel/instant.js';
import type { ChannelKind, Language } from './channel.js';
import type { Digest, DigestEntry } from './digest.js';
import { bytesOf, fitParts, type Frame } from './fit.js';

/** What is sent, whole: an attempt that is made again sends the same. */
export interface Message {
  readonly title: string;
  /** For a webhook the JSON of its body. */
  readonly text: string;
}

export interface Setting {
  readonly kind: ChannelKind;
  readonly language: Language;
  /** IANA name, for the times in the text. */
  readonly timeZone: string;
  /** Where people read on; null where the pages' address is not known. */
  readonly pagesUrl: string | null;
  readonly village: { readonly id: string; readonly name: string } | null;
}

/** Bytes of the text, as the robot counts them, less what is sent around it. */
const MAX_BYTES: Readonly<Record<ChannelKind, number>> = {
  dingtalk: 19_000,
  wecom: 4_096,
  feishu: 20 * 1_024 - 512,
  webhook: 131_072,
  email: 131_072,
};
/** Subjects and lists of chats show one line. */
const MAX_TITLE = 120;

/** Cuts a digest to what the channel takes, and says how much was left out and where to read it. */
export function messageOf(digest: Digest, setting: Setting): Message {
  const { kind, timeZone } = setting;
  const title = shortened(digest.headline);
  const size = { sizeOf: (text: string) => sizeIn(kind, title, text), maxBytes: MAX_BYTES[kind] };
  if (kind === 'webhook') return { title, text: webhookText(digest, setting, size) };
  const style = kind === 'dingtalk' || kind === 'wecom' ? MARKDOWN : PLAIN;
  const { entries } = digest;
  const timeOf = localTimes(timeZone);
  const text = fitParts(entries.length, (index) => style.entry(entries[index]!, timeOf(entries[index]!.at)), {
    ...size,
    assemble: (some, leftOut) => [style.head(title), ...some, ...tail(leftOut, setting)].join(style.between),
  });
  return { title, text };
}

function shortened(headline: string): string {
  const characters = Array.from(new Intl.Segmenter().segment(headline), ({ segment }) => segment);
  return characters.length <= MAX_TITLE ? headline : `${characters.slice(0, MAX_TITLE).join('')}…`;
}

/** WeCom counts the content, the others what JSON makes of it. */
function sizeIn(kind: ChannelKind, title: string, text: string): number {
  if (kind === 'dingtalk') return bytesOf(JSON.stringify({ title, text }));
  return bytesOf(kind === 'feishu' ? JSON.stringify(text) : text);
}

interface Style {
  readonly between: string;
  head(title: string): string;
  entry(entry: DigestEntry, time: string): string;
}

const mark = ({ kind, level }: DigestEntry): string =>
  kind === 'recovered' ? '✅ ' : level === 'urgent' ? '❗ ' : '';

const PLAIN: Style = {
  between: '\n',
  head: harmless,
  entry: (entry, time) =>
    [
      `${mark(entry)}${harmless(entry.title)} (${time})`,
      ...entry.lines.map((line) => `  ${harmless(line)}`),
    ].join('\n'),
};

/** DingTalk needs an empty line, or two lines become one. */
const MARKDOWN: Style = {
  between: '\n\n',
  head: (title) => `**${plain(title)}**`,
  entry: (entry, time) =>
    [
      `${mark(entry)}**${plain(entry.title)}** ${time}`,
      ...entry.lines.map((line) => `> ${plain(line)}`),
    ].join('\n\n'),
};

/** A name must not call everybody in the group: `<at user_id="all">`, `<@all>`. */
function harmless(text: string): string {
  return text.replaceAll('<', '＜').replaceAll('>', '＞');
}

/** And it must not become a link, a picture or a heading either. */
function plain(text: string): string {
  const wide: Record<string, string> = { '[': '［', ']': '］', '`': '｀', '*': '＊', '#': '＃', '@': '＠' };
  return harmless(text).replaceAll(/[[\]`*#@]/g, (character) => wide[character]!);
}

function tail(leftOut: number, { language, pagesUrl }: Setting): string[] {
  const more = language === 'zh' ? `…还有 ${leftOut} 条` : `… and ${leftOut} more`;
  const link = pagesUrl === null ? [] : [pagesUrl];
  return leftOut === 0 ? link : [[more, ...link].join(language === 'zh' ? '：' : ': ')];
}

function localTimes(timeZone: string): (at: Instant) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']}`;
  };
}

/** What programs read: the same entries with their instants. */
function webhookText(
  { headline, entries }: Digest,
  { village, pagesUrl }: Setting,
  size: Omit<Frame, 'assemble'>,
): string {
  const partAt = (index: number): string => {
    const entry = entries[index]!;
    return JSON.stringify({ ...entry, at: new Date(entry.at).toISOString() });
  };
  return fitParts(entries.length, partAt, {
    ...size,
    assemble: (some, more) => {
      const around = JSON.stringify({ title: headline, village, more, pagesUrl });
      return `${around.slice(0, -1)},"entries":[${some.join(',')}]}`;
    },
  });
}
