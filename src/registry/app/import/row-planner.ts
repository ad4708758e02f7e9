import type { ImportColumn } from '../../domain/import/camera-columns.js';
import type { SheetRow } from '../../../kernel/sheet/cell.js';
import type { HeaderPlan } from '../../../kernel/sheet/recognise-headers.js';
import type { PlannedRow } from './planned-row.js';

/** Decides what the rows of one file do to one table. One file, one planner: it remembers the rows before. */
export interface RowPlanner {
  readonly columns: readonly ImportColumn[];
  /** Whether columns that nobody knows are kept with the entry. */
  readonly keepsCustomFields: boolean;
  /** In the order of the file; changes nothing. */
  plan(rows: readonly SheetRow[], headers: HeaderPlan<ImportColumn>): Promise<readonly PlannedRow[]>;
}
