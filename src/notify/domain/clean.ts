import type { Notice, Words } from './notice.js';

const MAX_TITLE = 300;
const MAX_LINE = 500;
const MAX_LINES = 50;

/**
 * What may be stored and sent: a name or a device's words may hold control characters and halves of characters, which
 * break lines, headers and PostgreSQL; what is too long is cut.
 */
export function cleanNotice(notice: Notice): Notice {
  const { title, lines, counted = null, isForVillageOnly = false } = notice;
  return {
    ...notice,
    title: cleanWords(title, MAX_TITLE),
    lines: lines.slice(0, MAX_LINES).map((line) => cleanWords(line, MAX_LINE)),
    counted: counted === null ? null : cleanWords(counted, MAX_TITLE),
    isForVillageOnly,
  };
}

function cleanWords({ zh, en }: Words, max: number): Words {
  return { zh: cleanText(zh, max), en: cleanText(en, max) };
}

/** One line without control characters and halves of characters. */
export function cleanText(text: string, max: number): string {
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .slice(0, max)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}
