import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { formatYuan } from '../../kernel/money.js';
import { csvPieces } from '../../platform/sheets/write-table.js';
import { fundTemplate, templateLabels } from '../app/import/fund-template.js';
import type { ImportReport } from '../app/import/import-report.js';
import type { FundColumn } from '../domain/import/fund-columns.js';
import type { TemplateQuery } from './import.schema.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type ImportAnswer = ReturnType<typeof importAnswer>;

/** As the import of the register answers, with what the created rows add up to. */
export function importAnswer({ createdFen, rows, ...report }: ImportReport) {
  return { ...report, createdFen, createdYuan: formatYuan(createdFen), rows };
}

/** An empty file to fill in. */
export async function templateFile(
  noun: 'awards' | 'purchases',
  columns: readonly FundColumn[],
  { format }: TemplateQuery,
): Promise<StreamableFile> {
  const file = { disposition: `attachment; filename="${noun}-template.${format}"` };
  if (format === 'xlsx') return new StreamableFile(await fundTemplate(columns), { ...file, type: XLSX });
  const header = Readable.from(csvPieces([templateLabels(columns)]), { objectMode: false });
  return new StreamableFile(header, { ...file, type: 'text/csv; charset=utf-8' });
}
