import { Controller, Get, Headers, Inject, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { EveryRole } from '../../access/index.js';
import { receiveFile } from '../../platform/upload/receive-file.js';
import { PurchaseImport } from '../app/import/purchase-import.js';
import { FundFiles } from '../app/import/fund-files.js';
import { PURCHASE_COLUMNS } from '../domain/import/purchase-columns.js';
import { importAnswer, templateFile } from './import-answers.js';
import { importCall, ImportsPastYears } from './import-route.js';
import {
  type ImportQuery,
  importQuerySchema,
  type TemplateQuery,
  templateQuerySchema,
} from './import.schema.js';

/** Purchases of past years, from a spreadsheet: one row a line, or a table as villages post it. */
@ApiTags('purchases')
@ApiBearerAuth()
@Controller('purchases')
export class PurchaseImportController {
  constructor(
    @Inject(PurchaseImport) private readonly imports: PurchaseImport,
    @Inject(FundFiles) private readonly files: FundFiles,
  ) {}

  /** Every row gets an outcome. What stands already is not entered twice. */
  @ImportsPastYears()
  async import(
    @Req() request: FastifyRequest,
    @Query({ schema: importQuerySchema }) query: ImportQuery,
    @Headers('idempotency-key') key: string | undefined,
  ) {
    const call = importCall(key, 'POST /purchases/import', query);
    const received = await receiveFile(request, this.files.folder, this.files.limit);
    const file = await this.files.read(received, PURCHASE_COLUMNS);
    const options = { isDryRun: query.dryRun, mode: query.mode };
    return importAnswer(await this.imports.import(file, options, call?.(file) ?? null));
  }

  /** An empty file to fill in. */
  @Get('import-template')
  @EveryRole()
  template(@Query({ schema: templateQuerySchema }) query: TemplateQuery): Promise<StreamableFile> {
    return templateFile('purchases', PURCHASE_COLUMNS, query);
  }
}
