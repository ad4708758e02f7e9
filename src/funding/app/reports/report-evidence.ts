import { Inject, Injectable } from '@nestjs/common';
import type { LedgerEntry } from '../../domain/entry.js';
import type { VillageBooks } from '../../domain/reports/books.js';
import {
  type CountedRow,
  rowsBehind,
  rowsBehindPortions,
  unitsBehind,
  type VillageEvidence,
} from '../../domain/reports/evidence.js';
import type { FundReport } from '../../domain/reports/fund-report.js';
import { BalanceStore } from '../../store/balance.store.js';
import { type MadeReport, ReportDesk } from './report-desk.js';
import type { ReportAsked } from './report-scopes.js';

/** A report, and what each of its numbers is counted from. */
export interface ExplainedReport {
  readonly report: FundReport;
  readonly villages: ReadonlyMap<string, VillageEvidence>;
  /** Places that the cameras of all villages together closed the gap of; null while coverage cannot tell. */
  readonly gapsClosed: readonly string[] | null;
}

/** Explains reports, row by row. */
@Injectable()
export class ReportEvidence {
  constructor(
    @Inject(ReportDesk) private readonly desk: ReportDesk,
    @Inject(BalanceStore) private readonly ledger: BalanceStore,
  ) {}

  async of(asked: ReportAsked): Promise<ExplainedReport> {
    return this.explained(await this.desk.made(asked));
  }

  /** As it may be posted: what waits is behind its one sum, and its cameras behind no number. */
  async toPost(asked: ReportAsked): Promise<ExplainedReport> {
    return this.explained(await this.desk.madeToPost(asked));
  }

  private async explained(made: MadeReport): Promise<ExplainedReport> {
    const villages = new Map<string, VillageEvidence>();
    for (const books of made.books) villages.set(books.villageId, await this.behind(made, books));
    return { report: made.report, villages, gapsClosed: made.sights.gaps?.ofAll ?? null };
  }

  private async behind({ report, sights }: MadeReport, books: VillageBooks): Promise<VillageEvidence> {
    const { villageId, outcomes } = books;
    return {
      villageId,
      rows: counted(report, books, await this.ledger.rows(villageId)),
      units: outcomes.map((outcome) => unitsBehind(outcome, sights.isOffline)),
      gapsClosed: sights.gaps?.ofVillage.get(villageId) ?? null,
    };
  }
}

function counted(
  { scope, year }: FundReport,
  books: VillageBooks,
  entries: readonly LedgerEntry[],
): readonly CountedRow[] {
  return scope.kind === 'programme' ? rowsBehindPortions(books, entries) : rowsBehind(books, year, entries);
}
