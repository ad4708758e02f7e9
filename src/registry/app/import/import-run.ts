import { setImmediate } from 'node:timers/promises';
import { DomainError } from '../../../kernel/domain-error.js';
import type { FileLimits } from '../../../platform/sheets/file-refused.js';
import { readFile } from '../../../platform/sheets/read-file.js';
import { BrokenRule } from '../../store/broken-rule.js';
import type { BatchWriter } from '../../store/batch-writer.js';
import type { ImportJob, ImportResult } from './import-job.js';
import { counted, NOTHING_YET, type PlannedRow, type Write } from './planned-row.js';
import { planFile } from './plan-file.js';
import type { RowPlanner } from './row-planner.js';

/** Unpacking and parsing the largest file that is taken, on a slow machine. */
const READ_TIMEOUT_MS = 300_000;

export interface ImportGround {
  readonly limits: FileLimits;
  readonly writer: BatchWriter;
  /** Throws when the service stops, or nobody wants the import any more. */
  readonly checkGoesOn: () => void;
}

export interface ImportOutcome {
  readonly result: ImportResult;
  readonly rows: readonly PlannedRow[];
  /** What was written; nothing for a dry run. */
  readonly written: readonly Write[];
}

/** Reads, decides and writes one file. Everything that is thrown has written nothing. */
export async function runImport(
  job: ImportJob,
  path: string,
  planner: RowPlanner,
  { limits, writer, checkGoesOn }: ImportGround,
): Promise<ImportOutcome> {
  checkGoesOn();
  job.move({ phase: 'checking' });
  const batches = readFile(path, limits, { timeoutMs: READ_TIMEOUT_MS, signal: job.signal });
  const { columns, rows } = await planFile(batches, planner, limits.maxRows, (rowsChecked) => {
    checkGoesOn();
    job.move({ rowsChecked });
  });
  const summary = await summed(rows);
  const { isDryRun, mode, noun } = job.options;
  const isApplied = !isDryRun && (mode === 'valid' || summary.rejected === 0);
  const writes = isApplied ? rows.flatMap(({ write }) => (write === null ? [] : [write])) : [];
  job.move({ phase: 'writing', rowsToWrite: writes.length });
  try {
    await writer.write(job.id, noun, writes, (rowsWritten) => {
      checkGoesOn();
      job.move({ rowsWritten });
    });
  } catch (cause) {
    throw meanwhile(cause);
  }
  return { result: { summary, isApplied, columns }, rows, written: writes };
}

async function summed(rows: readonly PlannedRow[]) {
  let summary = NOTHING_YET;
  for (let index = 0; index < rows.length; index += 1_000) {
    summary = counted(summary, rows.slice(index, index + 1_000));
    await setImmediate();
  }
  return summary;
}

/** The checks had passed, so somebody else has written in between. */
function meanwhile(cause: unknown): unknown {
  if (!(cause instanceof BrokenRule)) return cause;
  const message = 'Another change came between; nothing was written. Import the file again.';
  return new DomainError('conflict', 'changed-meanwhile', message, [], { cause });
}
