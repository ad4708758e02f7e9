import { setImmediate } from 'node:timers/promises';
import type { ImportColumn } from '../../domain/import/camera-columns.js';
import type { SheetRow } from '../../../kernel/sheet/cell.js';
import type { HeaderPlan } from '../../../kernel/sheet/recognise-headers.js';
import { FileRefused } from '../../../platform/sheets/file-refused.js';
import { findHeader } from '../../../platform/sheets/find-header.js';
import type { ColumnReport } from './import-job.js';
import type { PlannedRow } from './planned-row.js';
import type { RowPlanner } from './row-planner.js';

export interface PlannedFile {
  readonly columns: readonly ColumnReport[];
  readonly rows: readonly PlannedRow[];
}

/** Decides every row of a file; writes nothing. `tick` hears how many rows are decided, and may throw to stop. */
export async function planFile(
  batches: AsyncIterable<readonly SheetRow[]>,
  planner: RowPlanner,
  maxRows: number,
  tick: (rowsChecked: number) => void,
): Promise<PlannedFile> {
  const planned: PlannedRow[] = [];
  let plan: HeaderPlan<ImportColumn> | null = null;
  for await (const batch of batches) {
    let rows = batch;
    if (plan === null) {
      const found = findHeader(batch, planner.columns);
      plan = found.plan;
      rows = batch.slice(found.skip);
    }
    if (planned.length + rows.length > maxRows) {
      throw new FileRefused('too-many-rows', `The file has more than ${maxRows} rows; divide it.`);
    }
    planned.push(...(await planner.plan(rows, plan)));
    tick(planned.length);
    await setImmediate();
  }
  if (plan === null) throw new FileRefused('empty-file', 'The file holds no rows.');
  return { columns: columnsOf(plan, planner.keepsCustomFields), rows: planned };
}

function columnsOf({ columns }: HeaderPlan, keepsCustomFields: boolean): ColumnReport[] {
  return columns.map((column) => ({
    header: column.header,
    field: column.use === 'known' ? column.column.field : null,
    use: column.use === 'custom' && !keepsCustomFields ? 'ignored' : column.use,
  }));
}
