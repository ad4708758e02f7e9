import type { Call } from '../tickets.js';
import type { FundFile } from './fund-files.js';
import type { ImportOrder } from './import-order.js';
import type { ImportReport } from './import-report.js';

/** Enters what files of past years say of one noun. */
export interface PastYears {
  /** `call` is null for a dry run, which writes nothing. */
  import(file: FundFile, order: ImportOrder, call: Call | null): Promise<ImportReport>;
}
