import type { Camera } from '../../domain/camera.js';
import type { SheetRow } from '../../../kernel/sheet/cell.js';
import type { ReadRow } from '../../../kernel/sheet/read-row.js';
import { type PlacedRefusal, type Refusal, refusal, type Warning } from '../../../kernel/sheet/refusal.js';
import type { FieldDifference, PlannedRow, Write } from './planned-row.js';

/** One row on its way: what it says, and what was wrong or odd so far. */
export interface Draft {
  readonly sheetRow: SheetRow;
  readonly read: ReadRow;
  readonly values: Record<string, unknown>;
  readonly rejections: PlacedRefusal[];
  readonly warnings: Warning[];
}

export function rejected({ read, rejections, warnings, values }: Draft, before: Camera | null): PlannedRow {
  const name = (values['name'] ?? before?.name ?? null) as string | null;
  return {
    row: read.row,
    outcome: 'rejected',
    id: before?.id ?? null,
    name,
    changes: [],
    rejections,
    warnings,
    write: null,
  };
}

export function report(
  { read, warnings }: Draft,
  outcome: 'created' | 'changed' | 'unchanged',
  { id, name }: Pick<Camera, 'id' | 'name'>,
  changes: readonly FieldDifference[],
  write: Write | null,
): PlannedRow {
  return { row: read.row, outcome, id, name, changes, rejections: [], warnings, write };
}

export function twice(row: number): Refusal {
  return refusal(
    'same-camera-twice',
    [`与第${row}行是同一个摄像机`, `is the same camera as row ${row}`],
    ['每个摄像机只写一行', 'write one row for each camera'],
  );
}

export function codeTaken(): Refusal {
  return refusal(
    'device-code-taken',
    ['设备编码已被使用', 'the device code is in use already'],
    ['核对设备编码', 'check the device code'],
  );
}
