import type { Fen } from '../../../kernel/money.js';
import { readYuan } from '../../../kernel/sheet/read-yuan.js';
import { type Read, refuse, taken } from '../../../kernel/sheet/refusal.js';
import { type Award, type AwardKind, awardName } from '../award.js';
import { MOST_FEN } from '../bounds.js';
import { isSameNumber } from './award-book.js';
import { kindOf, plainWords, readStar } from './read-words.js';

/** One source as a cell names it, and what it pays; null where it says no amount. */
export interface NamedPart {
  readonly name: string;
  readonly amountFen: Fen | null;
}

/** `2019 五星奖励:100000；集体资金:41000`, divided by `；` `、` `，` `/` `+` or lines; a comma inside a figure divides nothing. */
export function partsOf(text: string): Read<readonly NamedPart[]> {
  const parts: NamedPart[] = [];
  for (const part of text.normalize('NFKC').split(/[;、/+]|,(?!\d{3}(?!\d))/)) {
    if (part.trim() === '') continue;
    const [, name = '', figure] = /^(.*?)(?:[:=](.*))?$/.exec(part.trim()) ?? [];
    const amount = figure === undefined ? taken(null) : readYuan(figure, { least: 1, most: MOST_FEN });
    if (!amount.ok) return amount;
    parts.push({ name: name.trim(), amountFen: amount.value });
  }
  return taken(parts);
}

/**
 * The award of a village that a word names: by id, document number or name, else by what it says of year, star and kind.
 * Two that fit are nobody's guess.
 */
export function findSource(name: string, awards: readonly Award[]): Read<Award> {
  const word = plainWords(name);
  const exact = awards.filter(
    (award) =>
      award.id === word || isSameNumber(award.documentNumber, name) || plainWords(awardName(award)) === word,
  );
  const found = exact.length > 0 ? exact : awards.filter(described(word));
  if (found.length === 1) return taken(found[0]!);
  return found.length === 0 ? unknown(name, awards) : ambiguous(name, found);
}

function described(word: string): (award: Award) => boolean {
  const [, year, rest = ''] = /^(?:(\d{4})年?度?)?(.*)$/.exec(word) ?? [];
  const star = starIn(rest);
  const kind: AwardKind | null = star === null ? kindOf(rest) : 'star';
  if (kind === null && (rest !== '' || year === undefined)) return () => false;
  return (award) =>
    (year === undefined || award.year === Number(year)) &&
    (kind === null || award.kind === kind) &&
    (star === null || award.starLevel === star);
}

/** 五星奖励金, 五星级, ★★★★★. */
function starIn(words: string): number | null {
  const read = readStar(words.replace(/(?:平安)?(?:奖励|奖)(?:资金|金)?$/, ''));
  return read.ok ? read.value : null;
}

function unknown(name: string, awards: readonly Award[]): Read<never> {
  const names = listed(awards);
  return refuse(
    'unknown-source',
    [`该村没有资金来源“${name}”`, `the village has no source "${name}"`],
    names === ''
      ? ['先导入该村的资金来源', 'import the awards of the village first']
      : [`先导入该资金来源，或填写：${names}`, `import that award first, or write one of: ${names}`],
  );
}

function ambiguous(name: string, found: readonly Award[]): Read<never> {
  return refuse(
    'ambiguous-source',
    [`“${name}”对应多个资金来源`, `"${name}" fits several sources`],
    [
      `填写文号或编号：${found.map((award) => `${awardName(award)} ${award.id}`).join('、')}`,
      `write the document number or the id: ${found.map((award) => `${awardName(award)} ${award.id}`).join(', ')}`,
    ],
  );
}

const MOST_LISTED = 10;

function listed(awards: readonly Award[]): string {
  return awards
    .slice(-MOST_LISTED)
    .map((award) => awardName(award))
    .join('、');
}
