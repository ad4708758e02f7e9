import { Inject, Injectable } from '@nestjs/common';
import { Coverage } from '../../../coverage/index.js';
import { approvedAlone, camerasOf, type VillageBooks } from '../../domain/reports/books.js';
import type { FundReport } from '../../domain/reports/fund-report.js';
import {
  type ClosedGaps,
  reportOf,
  type ReportSights,
  type ReportTerms,
} from '../../domain/reports/report-of.js';
import { booksOfProgramme } from '../../domain/reports/village-account.js';
import { Hand } from '../hand.js';
import { Sightings } from '../sightings.js';
import { ReportReader } from './report-reader.js';
import { type ReportAsked, ReportScopes } from './report-scopes.js';

/** A report with what it was made of. */
export interface MadeReport {
  readonly report: FundReport;
  /** Of its scope: of a programme, what it has of each purchase. */
  readonly books: readonly VillageBooks[];
  readonly sights: ReportSights;
}

/** Accounts for the money of villages, as they exist for whoever acts, and for what became of it. */
@Injectable()
export class ReportDesk {
  constructor(
    @Inject(ReportScopes) private readonly scopes: ReportScopes,
    @Inject(ReportReader) private readonly reader: ReportReader,
    @Inject(Sightings) private readonly sightings: Sightings,
    @Inject(Coverage) private readonly coverage: Pick<Coverage, 'closedGaps'>,
    @Inject(Hand) private readonly hand: Hand,
  ) {}

  async of(asked: ReportAsked): Promise<FundReport> {
    return (await this.made(asked)).report;
  }

  /**
   * As it may be posted: of purchases those that the town approved, with their cameras, and what waits as one sum. Of a
   * programme, what waits is left out.
   */
  async toPost(asked: ReportAsked): Promise<FundReport> {
    return (await this.madeToPost(asked)).report;
  }

  madeToPost(asked: ReportAsked): Promise<MadeReport> {
    return this.made(asked, approvedAlone);
  }

  /** Of the books of each village, what `narrowed` leaves of them. */
  async made(asked: ReportAsked, narrowed = (books: VillageBooks) => books): Promise<MadeReport> {
    const { scope, villages } = await this.scopes.of(asked);
    const { now: asOf, today: asOfDay } = this.hand.occasion();
    const terms: ReportTerms = { scope, year: asked.year, asOf, asOfDay };
    const all = await this.reader.books(villages, asked.year);
    const books = this.inScope(
      terms,
      all.map((village) => narrowed(village)),
    );
    const isOffline = (cameraId: string) => this.sightings.isOffline(cameraId);
    const sights = { isOffline, gaps: await this.gaps(books) };
    return { report: reportOf(terms, books, sights), books, sights };
  }

  /** A village that has nothing in a programme is not in its report. */
  private inScope({ scope }: ReportTerms, books: readonly VillageBooks[]): readonly VillageBooks[] {
    if (scope.kind !== 'programme') return books;
    const isOf = (cameraId: string) => this.sightings.programmeOf(cameraId) === scope.id;
    return books
      .map((village) => booksOfProgramme(village, isOf))
      .filter(({ outcomes }) => outcomes.length > 0);
  }

  /** One question for all villages. */
  private async gaps(books: readonly VillageBooks[]): Promise<ClosedGaps | null> {
    const villageIds = books.map(({ villageId }) => villageId);
    const groups = books.map((village) => ({
      cameraIds: camerasOf(village),
      villageIds: [village.villageId],
    }));
    const all = { cameraIds: books.flatMap((village) => camerasOf(village)), villageIds };
    const closed = await this.coverage.closedGaps([...groups, all]);
    if (closed === null) return null;
    const ofVillage = new Map(villageIds.map((villageId, index) => [villageId, closed[index]!]));
    return { ofVillage, ofAll: closed.at(-1)! };
  }
}
