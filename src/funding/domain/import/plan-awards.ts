import type { Fen } from '../../../kernel/money.js';
import { type Award, type AwardKind, awardName, type AwardTerms } from '../award.js';
import { AwardBook, type KnownAward, type SaidAward } from './award-book.js';
import {
  differs,
  IN_THE_FUTURE,
  MISSING_AMOUNT,
  MISSING_DAY,
  MISSING_KIND,
  MISSING_STAR,
  MISSING_YEAR,
  OF_THE_TOWN,
  STAR_OF_ANOTHER_KIND,
} from './award-refusals.js';
import { lastDayOf, type VillageGround, villageOf } from './find-village.js';
import { type FundRow, type FundSheet, hasField, RowDraft, withoutFields } from './fund-row.js';

export interface AwardGround extends VillageGround {
  /** None that was taken back. */
  readonly standing: readonly Award[];
  readonly mayEnter: (kind: AwardKind) => boolean;
  readonly nextId: () => string;
}

/** An award to enter. */
export interface NewAward {
  readonly id: string;
  readonly villageId: string;
  readonly terms: AwardTerms;
}

export interface PlannedAwards {
  readonly rows: readonly FundRow[];
  readonly awards: readonly NewAward[];
}

/** Of a posted table, in which one award stands beside everything that was bought of it. */
const OF_AN_AWARD = ['kind', 'year', 'starLevel', 'rewardFen', 'documentNumber', 'receivedOn'];

/** Decides what each row of a file of awards is; enters nothing. Rows in the order of the sheet. */
export function planAwards(sheet: FundSheet, ground: AwardGround): PlannedAwards {
  const isPosted = hasField(sheet.plan, 'what');
  const amount = hasField(sheet.plan, 'rewardFen') ? 'rewardFen' : 'amountFen';
  const read = withoutFields(sheet, ['what', ...(amount === 'rewardFen' ? ['amountFen'] : [])]);
  const planner = new AwardPlanner(ground, { amount, isPosted });
  const rows = read.rows.map((row) => planner.plan(new RowDraft(row, read.plan)));
  return { rows, awards: planner.made };
}

interface Shape {
  /** Which column says what came in. */
  readonly amount: 'rewardFen' | 'amountFen';
  readonly isPosted: boolean;
}

class AwardPlanner {
  readonly made: NewAward[] = [];
  private readonly book: AwardBook;

  constructor(
    private readonly ground: AwardGround,
    private readonly shape: Shape,
  ) {
    this.book = new AwardBook(ground.standing);
  }

  plan(draft: RowDraft): FundRow {
    if (draft.isAside() || this.isOfSpendingAlone(draft)) return draft.told('skipped', null);
    const village = villageOf(draft, this.ground);
    const terms = this.termsOf(draft);
    if (village === null || terms === null || draft.rejections.length > 0)
      return draft.told('rejected', null);
    const said = saidOf(draft, village.id, terms);
    const same = this.book.same(said);
    if (same !== null) return unchanged(draft, same);
    const contrary = this.book.contrary(said);
    if (contrary !== null) draft.refuse(this.shape.amount, differs(contrary));
    if (!this.ground.mayEnter(terms.kind)) draft.refuse('kind', OF_THE_TOWN);
    if (draft.rejections.length > 0) return draft.told('rejected', null);
    const award = { id: this.ground.nextId(), villageId: village.id };
    this.made.push({ ...award, terms });
    this.book.add({ ...award, ...terms, row: draft.row });
    return draft.told('created', { id: award.id, name: awardName(terms) });
  }

  private isOfSpendingAlone(draft: RowDraft): boolean {
    if (!draft.says(...OF_AN_AWARD, this.shape.amount)) return true;
    return this.shape.isPosted && !draft.says(this.shape.amount);
  }

  /** Null where something is missing or does not fit together. */
  private termsOf(draft: RowDraft): AwardTerms | null {
    const starLevel = draft.get<number>('starLevel') ?? null;
    const kind = draft.get<AwardKind>('kind') ?? (starLevel === null ? null : 'star');
    const year = draft.get<number>('year');
    const amountFen = draft.get<Fen>(this.shape.amount);
    if (year === undefined) draft.refuse('year', MISSING_YEAR);
    if (amountFen === undefined) draft.refuse(this.shape.amount, MISSING_AMOUNT);
    if (kind === null) draft.refuse('kind', MISSING_KIND);
    else if (kind === 'star' && starLevel === null) draft.refuse('starLevel', MISSING_STAR);
    else if (kind !== 'star' && starLevel !== null) draft.refuse('starLevel', STAR_OF_ANOTHER_KIND);
    const receivedOn = this.dayOf(draft);
    if (kind === null || year === undefined || amountFen === undefined || receivedOn === null) return null;
    const documentNumber = draft.get<string>('documentNumber') ?? null;
    return {
      kind,
      year,
      starLevel,
      documentNumber,
      receivedOn,
      amountFen,
      note: draft.get<string>('note') ?? null,
    };
  }

  private dayOf(draft: RowDraft): string | null {
    const day = draft.get<string>('receivedOn');
    if (day !== undefined && day > this.ground.today) draft.refuse('receivedOn', IN_THE_FUTURE);
    if (day !== undefined) return day;
    const assumed = lastDayOf(draft, this.ground);
    if (assumed === null) draft.refuse('receivedOn', MISSING_DAY);
    else
      draft.warn('receivedOn', 'assumed-day', {
        zh: `未填到账日期，按 ${assumed}`,
        en: `does not say when the money came in; taken as ${assumed}`,
      });
    return assumed;
  }
}

function saidOf(
  draft: RowDraft,
  villageId: string,
  { kind, year, starLevel, amountFen }: AwardTerms,
): SaidAward {
  const documentNumber = draft.get<string>('documentNumber');
  return {
    villageId,
    kind,
    year,
    starLevel,
    amountFen,
    documentNumber,
    receivedOn: draft.get<string>('receivedOn'),
  };
}

function unchanged(draft: RowDraft, same: KnownAward): FundRow {
  // That it came in is known; when is no question any more.
  draft.warnings.splice(0);
  if (same.row !== null)
    draft.warn('year', 'same-award', {
      zh: `与第${same.row}行是同一笔，只登记一次`,
      en: `is the same award as row ${same.row}, and counts once`,
    });
  return draft.told('unchanged', { id: same.id, name: awardName(same) });
}
