import {
  Controller,
  Get,
  Headers,
  Inject,
  Query,
  Req,
  Res,
  type StreamableFile,
  type Type,
} from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EveryRole } from '../../access/index.js';
import { signalOf } from '../../platform/signal-of.js';
import { receiveFile } from '../../platform/upload/receive-file.js';
import { AwardImport } from '../app/import/award-import.js';
import { FundFiles } from '../app/import/fund-files.js';
import type { PastYears } from '../app/import/past-years.js';
import { PurchaseImport } from '../app/import/purchase-import.js';
import { AWARD_COLUMNS } from '../domain/import/award-columns.js';
import type { FundColumn } from '../domain/import/fund-columns.js';
import { PURCHASE_COLUMNS } from '../domain/import/purchase-columns.js';
import { type ImportAnswer, importAnswer, templateFile } from './import-answers.js';
import { importCall, ImportsPastYears } from './import-route.js';
import {
  type ImportQuery,
  importQuerySchema,
  type TemplateQuery,
  templateQuerySchema,
} from './import.schema.js';

interface FundKind {
  readonly columns: readonly FundColumn[];
  readonly imports: abstract new (...parts: never) => PastYears;
}

const KINDS = {
  awards: { columns: AWARD_COLUMNS, imports: AwardImport },
  purchases: { columns: PURCHASE_COLUMNS, imports: PurchaseImport },
} as const satisfies Readonly<Record<string, FundKind>>;
type FundNoun = keyof typeof KINDS;

/** What the routes answer, for the document of the API. */
export type Answers = { [N in FundNoun as `${N}ImportController_import`]: ImportAnswer };

/** The routes that take past years of one noun from a spreadsheet, as kept here or as villages post it. */
function fundImportController(noun: FundNoun): Type<unknown> {
  const { columns, imports: kind }: FundKind = KINDS[noun];

  @ApiTags(noun)
  @ApiBearerAuth()
  @Controller(noun)
  class FundImportController {
    constructor(
      @Inject(kind) private readonly imports: PastYears,
      @Inject(FundFiles) private readonly files: FundFiles,
    ) {}

    /** Every row gets an outcome. What stands already is not entered twice. Who hangs up before it is written, cancels. */
    @ImportsPastYears()
    async import(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
      @Query({ schema: importQuerySchema }) { dryRun: isDryRun, mode }: ImportQuery,
      @Headers('idempotency-key') key: string | undefined,
    ): Promise<ImportAnswer> {
      const leaving = signalOf(reply);
      const call = importCall(key, `POST /${noun}/import`, { dryRun: isDryRun, mode });
      const received = await receiveFile(request, this.files.folder, this.files.limit);
      const file = await this.files.read(received, columns, leaving);
      const order = { isDryRun, mode, leaving };
      return importAnswer(await this.imports.import(file, order, call?.(file) ?? null));
    }

    /** An empty file to fill in. */
    @Get('import-template')
    @EveryRole()
    template(@Query({ schema: templateQuerySchema }) query: TemplateQuery): Promise<StreamableFile> {
      return templateFile(noun, columns, query);
    }
  }
  Object.defineProperty(FundImportController, 'name', { value: `${noun}ImportController` });
  return FundImportController;
}

export const FUND_IMPORT_CONTROLLERS = (Object.keys(KINDS) as FundNoun[]).map((noun) =>
  fundImportController(noun),
);
