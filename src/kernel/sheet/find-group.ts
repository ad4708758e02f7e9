import { nearestNames } from './nearest-names.js';
import { type Read, refuse, taken } from './refusal.js';

export interface NamedGroup {
  readonly id: string;
  readonly name: string;
  /** 12-digit statistical code of a village; null for all else. */
  readonly code: string | null;
}

/** What a group is called. */
const WORDS = {
  village: ['村/社区', 'village'],
  programme: ['工程', 'programme'],
  zone: ['网络区域', 'zone'],
  credential: ['凭据', 'credential'],
} as const;
export type GroupNoun = keyof typeof WORDS;

/**
 * The group that a cell names: by id, by statistical code, by name, or by a name without its last 村 or 社区. Two groups
 * that fit are nobody's guess.
 */
export function findGroup(text: string, noun: GroupNoun, groups: readonly NamedGroup[]): Read<string> {
  const word = plain(text);
  for (const fits of [byKey, byName, byShortName]) {
    const found = groups.filter((group) => fits(group, word));
    if (found.length === 1) return taken(found[0]!.id);
    if (found.length > 1) return ambiguous(text, noun, found);
  }
  return unknown(text, noun, groups);
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
const byKey = (group: NamedGroup, word: string): boolean => group.id === word || group.code === word;
const byName = (group: NamedGroup, word: string): boolean => plain(group.name) === word;
const byShortName = (group: NamedGroup, word: string): boolean =>
  short(plain(group.name)) === short(word) && short(word) !== '';

function short(name: string): string {
  return name.replace(/(村民委员会|居民委员会|村委会|居委会)$/, '').replace(/(?<=..)(村|社区)$/, '');
}

function ambiguous(text: string, noun: GroupNoun, found: readonly NamedGroup[]): Read<never> {
  const [zh, en] = WORDS[noun];
  const list = found.map(({ name, code, id }) => `${name} ${code ?? id}`);
  return refuse(
    `ambiguous-${noun}`,
    [`“${text}”对应多个${zh}`, `"${text}" fits several of the kind ${en}`],
    [`填写代码或编号：${list.join('，')}`, `write its code or id: ${list.join(', ')}`],
  );
}

function unknown(text: string, noun: GroupNoun, groups: readonly NamedGroup[]): Read<never> {
  const [zh, en] = WORDS[noun];
  const near = nearestNames(
    plain(text),
    groups.map(({ name }) => name),
  );
  return refuse(
    `unknown-${noun}`,
    [`登记册中没有${zh}“${text}”`, `there is no ${en} "${text}"`],
    near.length === 0
      ? [`先登记该${zh}`, `enter the ${en} first`]
      : [
          `最接近的是 ${near.join('、')}；或先登记该${zh}`,
          `nearest: ${near.join(', ')}; or enter the ${en} first`,
        ],
  );
}
