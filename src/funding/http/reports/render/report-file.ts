import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Html } from '../../../../platform/page/html.js';
import { csvPieces } from '../../../../platform/sheets/write-table.js';
import type { FundReport } from '../../../domain/reports/fund-report.js';
import type { Imprint } from './imprint.js';
import { REPORT_POLICY, reportPage } from './report-page.js';
import { reportTable } from './report-table.js';
import { reportWorkbook } from './report-workbook.js';

export const FILE_FORMATS = ['html', 'xlsx', 'csv'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export interface Rendered {
  readonly report: FundReport;
  /** Null for a report of the moment. */
  readonly imprint: Imprint | null;
  /** Of the file, in ASCII and without what follows the dot. */
  readonly name: string;
  /** See {@link reportPage}. */
  readonly above?: Html | undefined;
}

/** A page is shown, everything else is saved. */
export async function reportFile(
  reply: FastifyReply,
  format: FileFormat,
  { report, imprint, name, above }: Rendered,
): Promise<StreamableFile | string> {
  void reply.header('x-content-type-options', 'nosniff');
  if (format === 'html') {
    void reply.header('content-security-policy', REPORT_POLICY);
    void reply.header('content-type', 'text/html; charset=utf-8');
    return reportPage(report, imprint, above);
  }
  const about = { type: TYPES[format], disposition: `attachment; filename="${name}.${format}"` };
  if (format === 'xlsx') return new StreamableFile(await reportWorkbook(report, imprint), about);
  return new StreamableFile(
    Readable.from(csvPieces(reportTable(report, imprint)), { objectMode: false }),
    about,
  );
}
