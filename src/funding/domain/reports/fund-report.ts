import type { Instant } from '../../../kernel/instant.js';
import type { Fen } from '../../../kernel/money.js';
import type { AwardKind } from '../award.js';
import type { Day } from '../day.js';
import type { PurchaseState } from '../purchase.js';

/** What a report is of: one village, the whole town, or the cameras of one programme. */
export type ReportScope =
  | { readonly kind: 'village' | 'programme'; readonly id: string; readonly name: string }
  | { readonly kind: 'town' };

/** 收支, units and what they see, of one village or of several together. All whole. */
export interface Figures {
  /** 上年结余: what was left before the year began; nothing where the report is of all years. */
  readonly carriedFen: Fen;
  /** 收入: what came in within the year. */
  readonly receivedFen: Fen;
  /** 支出: purchases of the year that the town has approved. */
  readonly spentFen: Fen;
  /** 待审: purchases of the year that are drafts, submitted or returned; their money is set aside. */
  readonly reservedFen: Fen;
  /** 结余: carried + received − spent − reserved. */
  readonly leftFen: Fen;
  /** Units of the year's purchases that are to be cameras. */
  readonly bought: number;
  readonly installed: number;
  /** 确认在用: with pictures on enough days. */
  readonly confirmed: number;
  /** Not confirmed, and somebody said why. */
  readonly explained: number;
  /** Installed, and offline as of the report. */
  readonly offline: number;
  /**
   * Places of the village that no registered camera would see, were it not for these cameras. Of several villages
   * together: were it not for the cameras of all of them, so it may be more than their sum. Null while coverage cannot
   * tell.
   */
  readonly gapsClosed: number | null;
}

/** Money that came in. */
export interface IncomeRow {
  readonly awardId: string;
  readonly kind: AwardKind;
  /** 年度: the year that it is for, which may lie before the day that it came in. */
  readonly year: number;
  readonly starLevel: number | null;
  readonly documentNumber: string | null;
  readonly receivedOn: Day;
  readonly amountFen: Fen;
}

export interface SpendingLine {
  /** 支出事项. */
  readonly what: string;
  readonly model: string | null;
  readonly quantity: number;
  readonly unitPriceFen: Fen;
  readonly amountFen: Fen;
  readonly isCamera: boolean;
  readonly installed: number;
  readonly confirmed: number;
}

export interface SpendingRow {
  readonly purchaseId: string;
  readonly state: PurchaseState;
  readonly boughtOn: Day;
  readonly supplier: string;
  readonly contractNumber: string | null;
  /** 凭证号. */
  readonly invoiceNumber: string | null;
  readonly lines: readonly SpendingLine[];
  readonly amountFen: Fen;
  /** Which sources paid it; they add up to the amount. */
  readonly sources: readonly { readonly awardId: string; readonly name: string; readonly amountFen: Fen }[];
  /** 公示起止. */
  readonly publicFrom: Day | null;
  readonly publicTo: Day | null;
  /** 监督委员会审核: when the committee of the village looked at it; null where that is not written down. */
  readonly reviewedOn: Day | null;
  readonly bought: number;
  readonly installed: number;
  readonly confirmed: number;
  readonly explained: number;
  readonly offline: number;
}

export interface VillageAccount {
  readonly villageId: string;
  readonly village: string;
  readonly figures: Figures;
  /** By the day that it came in. */
  readonly income: readonly IncomeRow[];
  /** By the day of the purchase. */
  readonly spending: readonly SpendingRow[];
}

/**
 * What came in, what was bought of it, what is left, and what became of what was bought. Names nobody and no address, so
 * that it can be posted: neither notes, people, nor cameras are in it.
 */
export interface FundReport {
  readonly scope: ReportScope;
  /** A calendar year of the town, by the days that money came in and was spent; null for all of them. */
  readonly year: number | null;
  readonly asOf: Instant;
  /** The day of the town that it is made on. */
  readonly asOfDay: Day;
  /** In the order of names. */
  readonly villages: readonly VillageAccount[];
  /** Of all its villages together. */
  readonly total: Figures;
}
