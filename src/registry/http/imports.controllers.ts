import { Readable } from 'node:stream';
import {
  Controller,
  Get,
  HttpCode,
  Inject,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
  type Type,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { EveryRole, type Role, Roles, WholeTown } from '../../access/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { receiveFile } from '../../platform/upload/receive-file.js';
import { ImportBook } from '../app/import/import-book.js';
import { ImportDesk } from '../app/import/import-desk.js';
import type { ImportJob, ImportNoun } from '../app/import/import-job.js';
import { CAMERA_COLUMNS, type ImportColumn } from '../domain/import/camera-columns.js';
import { CREDENTIAL_COLUMNS, PROGRAMME_COLUMNS, VILLAGE_COLUMNS } from '../domain/import/group-columns.js';
import { PLACE_COLUMNS } from '../domain/import/place-columns.js';
import { importTemplate } from '../files/import-template.js';
import { csvPieces } from '../../platform/sheets/write-table.js';
import { importAnswer, type WholeImport, wholeImport } from './import.answer.js';
import {
  cameraImportQuerySchema,
  groupImportQuerySchema,
  importOptions,
  templateQuerySchema,
} from './import.schema.js';

/** Without `wait`: most files are through by then, and no proxy gives up before. */
const PATIENCE_MS = 20_000;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const COLUMNS: Readonly<Record<ImportNoun, readonly ImportColumn[]>> = {
  cameras: CAMERA_COLUMNS,
  villages: VILLAGE_COLUMNS,
  programmes: PROGRAMME_COLUMNS,
  credentials: CREDENTIAL_COLUMNS,
  places: PLACE_COLUMNS,
};
/** Whoever may enter them one by one. */
const MAY_IMPORT: Readonly<Record<ImportNoun, readonly Role[]>> = {
  cameras: ['admin', 'technician', 'village'],
  villages: ['admin', 'technician'],
  programmes: ['admin', 'technician'],
  credentials: ['admin'],
  places: ['admin', 'technician', 'planner', 'village'],
};
/** What belongs to villages; the rest is shared by all of them. */
const OF_VILLAGES: ReadonlySet<ImportNoun> = new Set(['cameras', 'places']);
const FILE = { schema: { type: 'string', format: 'binary' } } as const;
type Answer = StreamableFile | ReturnType<typeof importAnswer>;
type ImportQuery = z.output<typeof groupImportQuerySchema>;

/** What the routes answer, for the document of the API. */
export type Answers = { [N in ImportNoun as `${N}ImportController_import`]: WholeImport };

/** The routes that import files of one kind, and give an empty one. */
function importController(noun: ImportNoun, schema: z.ZodType): Type<unknown> {
  @ApiTags('imports')
  @ApiBearerAuth()
  @Controller(noun)
  class ImportController {
    constructor(
      @Inject(ImportDesk) private readonly desk: ImportDesk,
      @Inject(ImportBook) private readonly book: ImportBook,
      @Inject(Config) private readonly config: Config,
      @Inject(Clock) private readonly clock: Clock,
    ) {}

    @Post('import')
    @Roles(...MAY_IMPORT[noun])
    @WholeTown(!OF_VILLAGES.has(noun))
    @HttpCode(200)
    @ApiConsumes('application/octet-stream', 'multipart/form-data')
    @ApiBody(FILE)
    async import(
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
      @Query({ schema }) query: ImportQuery,
    ): Promise<Answer> {
      this.desk.checkRoom();
      const file = await receiveFile(request, this.desk.folder, {
        maxMb: this.config.imports.maxFileMb,
        setting: 'imports.maxFileMb',
      });
      const job = await this.desk.take(file.path, file.name, importOptions(noun, query));
      if (await this.isOver(job, query.wait)) return this.answer(job);
      void reply.status(202).header('location', `/api/v1/imports/${job.id}`);
      return importAnswer(await this.book.get(job.id), job);
    }

    /** An empty file to fill in. */
    @Get('import-template')
    @EveryRole()
    async template(
      @Query({ schema: templateQuerySchema }) query: z.output<typeof templateQuerySchema>,
    ): Promise<StreamableFile> {
      const columns = COLUMNS[noun];
      const file = { disposition: `attachment; filename="${noun}-template.${query.format}"` };
      if (query.format === 'csv') {
        const header = Readable.from(csvPieces([columns.map(({ label }) => label)]), { objectMode: false });
        return new StreamableFile(header, { ...file, type: 'text/csv; charset=utf-8' });
      }
      return new StreamableFile(await importTemplate(columns), { ...file, type: XLSX });
    }

    private async answer(job: ImportJob): Promise<StreamableFile> {
      if (job.problem !== null) throw job.problem;
      return wholeImport(this.book, await this.book.get(job.id), null);
    }

    private async isOver(job: ImportJob, wait: boolean | undefined): Promise<boolean> {
      if (wait === false) return false;
      const over = job.done.then(() => true);
      if (wait === true) return over;
      return Promise.race([
        over,
        new Promise<false>((resolve) => this.clock.after(PATIENCE_MS, () => resolve(false))),
      ]);
    }
  }
  // OpenAPI takes operation ids from the class's name, and they must differ.
  Object.defineProperty(ImportController, 'name', { value: `${noun}ImportController` });
  return ImportController;
}

export const IMPORT_CONTROLLERS = [
  importController('cameras', cameraImportQuerySchema),
  importController('villages', groupImportQuerySchema),
  importController('programmes', groupImportQuerySchema),
  importController('credentials', groupImportQuerySchema),
  importController('places', groupImportQuerySchema),
];
