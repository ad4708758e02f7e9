import type { Instant } from '../../../kernel/instant.js';
import type { Day } from '../day.js';
import type { FundReport } from '../reports/fund-report.js';

/** What is posted of one report, and which earlier posting it corrects. */
export interface PublicationTerms {
  /** 公示起止, both days counted in. */
  readonly publicFrom: Day;
  readonly publicTo: Day;
  /** The number of the publication that this one corrects, and why; both null for what corrects none. */
  readonly corrects: string | null;
  readonly reason: string | null;
}

/** All that is shown of a publication, and so all that its hash vouches for. Kept as canonical JSON. */
export interface PublishedDocument extends PublicationTerms {
  /** Grows when documents are made up otherwise; old ones stay as they are. */
  readonly format: 1;
  readonly number: string;
  /** The day of the town that it was made on. */
  readonly publishedOn: Day;
  readonly report: FundReport;
}

/** What is known of a publication beside its document. */
export interface Publication extends PublicationTerms {
  readonly id: string;
  readonly number: string;
  readonly publishedOn: Day;
  readonly at: Instant;
  readonly by: string;
  /** What it is of: a village, a programme, or the town where both are null. */
  readonly villageId: string | null;
  readonly programmeId: string | null;
  /** The year of its report; null for all years. */
  readonly year: number | null;
  /** Of the bytes of its document, in hexadecimal digits. */
  readonly sha256: string;
  /** The number of the one that corrected it; null while it stands. */
  readonly correctedBy: string | null;
}
