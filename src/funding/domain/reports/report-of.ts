import type { Instant } from '../../../kernel/instant.js';
import type { Day } from '../day.js';
import type { IsOffline, VillageBooks } from './books.js';
import { together } from './figures.js';
import type { FundReport, ReportScope } from './fund-report.js';
import { programmeAccount, type Sights, villageAccount } from './village-account.js';

/** What is told once for a whole report. */
export interface ReportTerms {
  readonly scope: ReportScope;
  readonly year: number | null;
  readonly asOf: Instant;
  readonly asOfDay: Day;
}

/** How the cameras of a report do. */
export interface ReportSights {
  readonly isOffline: IsOffline;
  readonly gaps: ClosedGaps | null;
}

/** Places that the cameras of a report closed the gap of. */
export interface ClosedGaps {
  /** By village. */
  readonly ofVillage: ReadonlyMap<string, readonly string[]>;
  /** By the cameras of all its villages together. */
  readonly ofAll: readonly string[];
}

/** `books` are those of the scope: of a programme, what it has of each purchase. */
export function reportOf(
  terms: ReportTerms,
  books: readonly VillageBooks[],
  { isOffline, gaps }: ReportSights,
): FundReport {
  const villages = inOrderOfNames(books).map((village) => {
    const gapsClosed = gaps === null ? null : (gaps.ofVillage.get(village.villageId)?.length ?? 0);
    return accountIn(terms, village, { isOffline, gapsClosed });
  });
  const figures = villages.map((village) => village.figures);
  return { ...terms, villages, total: together(figures, gaps?.ofAll.length ?? null) };
}

function accountIn({ scope, year }: ReportTerms, books: VillageBooks, sights: Sights) {
  return scope.kind === 'programme' ? programmeAccount(books, sights) : villageAccount(books, year, sights);
}

/** As people of the town would look for them: by 拼音. */
const NAMES = new Intl.Collator('zh-Hans-CN');

function inOrderOfNames(books: readonly VillageBooks[]): readonly VillageBooks[] {
  return books.toSorted(
    (one, other) => NAMES.compare(one.village, other.village) || (one.villageId < other.villageId ? -1 : 1),
  );
}
