import { Controller, Get, Headers, Inject, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { EveryRole } from '../../access/index.js';
import { receiveFile } from '../../platform/upload/receive-file.js';
import { AwardImport } from '../app/import/award-import.js';
import { FundFiles } from '../app/import/fund-files.js';
import { AWARD_COLUMNS } from '../domain/import/award-columns.js';
import { importAnswer, templateFile } from './import-answers.js';
import { importCall, ImportsPastYears } from './import-route.js';
import {
  type ImportQuery,
  importQuerySchema,
  type TemplateQuery,
  templateQuerySchema,
} from './import.schema.js';

/** Awards of past years, from a spreadsheet: one row an award, or a table as villages post it. */
@ApiTags('awards')
@ApiBearerAuth()
@Controller('awards')
export class AwardImportController {
  constructor(
    @Inject(AwardImport) private readonly imports: AwardImport,
    @Inject(FundFiles) private readonly files: FundFiles,
  ) {}

  /** Every row gets an outcome. What stands already is not entered twice. */
  @ImportsPastYears()
  async import(
    @Req() request: FastifyRequest,
    @Query({ schema: importQuerySchema }) query: ImportQuery,
    @Headers('idempotency-key') key: string | undefined,
  ) {
    const call = importCall(key, 'POST /awards/import', query);
    const received = await receiveFile(request, this.files.folder, this.files.limit);
    const file = await this.files.read(received, AWARD_COLUMNS);
    const options = { isDryRun: query.dryRun, mode: query.mode };
    return importAnswer(await this.imports.import(file, options, call?.(file) ?? null));
  }

  /** An empty file to fill in. */
  @Get('import-template')
  @EveryRole()
  template(@Query({ schema: templateQuerySchema }) query: TemplateQuery): Promise<StreamableFile> {
    return templateFile('awards', AWARD_COLUMNS, query);
  }
}
