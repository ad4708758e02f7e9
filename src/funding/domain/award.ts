import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import type { Fen } from '../../kernel/money.js';
import type { Day } from './day.js';

/** 平安奖励金 for a star, 镇级补助, 集体资金, 捐赠, and what is none of these. */
export const AWARD_KINDS = ['star', 'subsidy', 'collective', 'donation', 'other'] as const;
export type AwardKind = (typeof AWARD_KINDS)[number];

/** What the town gives; a village enters of its own only what it brings up itself. */
const OF_THE_TOWN: ReadonlySet<AwardKind> = new Set(['star', 'subsidy']);

/** What an entry says of money that came in. A correction says it anew. */
export interface AwardTerms {
  readonly kind: AwardKind;
  /** The year that it is for. */
  readonly year: number;
  /** 星级, 1…5, of `star` alone; null for the others. */
  readonly starLevel: number | null;
  /** 文号; null where there is none. */
  readonly documentNumber: string | null;
  readonly receivedOn: Day;
  /** More than zero. */
  readonly amountFen: Fen;
  readonly note: string | null;
}

/** A source of money of one village, as it stands after its corrections. */
export interface Award extends AwardTerms {
  readonly id: string;
  readonly villageId: string;
  /** 1, and one more with every correction. */
  readonly version: number;
  /** Taken back as a whole: nothing came in. */
  readonly isVoid: boolean;
  readonly createdAt: Instant;
  /** Grows with every correction, and whenever money is taken from it or given back. */
  readonly revision: number;
}

/** Null where `role` may enter and correct money of this kind. */
export function refusalToEnter(kind: AwardKind, role: string): DomainError | null {
  if (role === 'admin' || !OF_THE_TOWN.has(kind)) return null;
  return new DomainError(
    'forbidden',
    'money-of-the-town',
    `Money of the kind ${kind} comes from the town, and an admin enters it; a village enters collective, donation and other.`,
  );
}

/** 2019 五星 (安政〔2020〕8号): as people tell it from others. */
export function awardName({ kind, year, starLevel, documentNumber }: AwardTerms): string {
  const what = kind === 'star' ? `${'一二三四五'[(starLevel ?? 1) - 1]}星奖励` : NAMES[kind];
  return `${year} ${what}${documentNumber === null ? '' : `（${documentNumber}）`}`;
}

const NAMES = { subsidy: '镇级补助', collective: '集体资金', donation: '捐赠', other: '其他资金' } as const;
