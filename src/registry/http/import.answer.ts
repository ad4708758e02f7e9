import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { isoOrNull, toIso } from '../../kernel/instant.js';
import type { ImportBook } from '../app/import/import-book.js';
import type { ImportJob, ImportResult } from '../app/import/import-job.js';
import type { RowReport } from '../app/import/planned-row.js';

type ImportRow = Awaited<ReturnType<ImportBook['get']>>;

/** An import without its rows. */
export function importAnswer(row: ImportRow, job: ImportJob | null) {
  const result = (row.summary ?? null) as ImportResult | null;
  return {
    id: row.id,
    noun: row.noun,
    state: row.state,
    isDryRun: row.isDryRun,
    mode: row.mode,
    fileName: row.fileName,
    actor: row.actorName,
    createdAt: toIso(row.createdAt),
    finishedAt: isoOrNull(row.finishedAt),
    problem: row.problem,
    progress: job?.progress ?? null,
    isApplied: result?.isApplied ?? false,
    summary: result?.summary ?? null,
    columns: result?.columns ?? [],
  };
}

/** What {@link wholeImport} sends; without `rows` while it runs. */
export type WholeImport = ReturnType<typeof importAnswer> & { readonly rows?: readonly RowReport[] };

/** The same with `rows`, which are kept as JSON and sent page by page: 10,000 of them never stand in memory at once. */
export async function wholeImport(
  book: ImportBook,
  row: ImportRow,
  job: ImportJob | null,
): Promise<StreamableFile> {
  const head = JSON.stringify(importAnswer(row, job));
  async function* pieces(): AsyncGenerator<string> {
    yield `${head.slice(0, -1)},"rows":[`;
    yield* book.rows(row.id);
    yield ']}';
  }
  return new StreamableFile(Readable.from(pieces(), { objectMode: false }), {
    type: 'application/json; charset=utf-8',
  });
}
