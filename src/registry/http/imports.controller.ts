import {
  Controller,
  Delete,
  Get,
  Inject,
  type MessageEvent,
  Param,
  Query,
  Sse,
  type StreamableFile,
} from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Observable } from 'rxjs';
import type { z } from 'zod';
import { EveryRole, Roles } from '../../access/index.js';
import { ImportBook } from '../app/import/import-book.js';
import { ImportDesk } from '../app/import/import-desk.js';
import { importAnswer, type WholeImport, wholeImport } from './import.answer.js';
import { importListQuerySchema } from './import.schema.js';
import { idSchema } from './shared.schema.js';

/** Progress is told at most this often. */
const TELL_MS = 200;

/** What is streamed, for the document of the API. */
export interface Answers {
  readonly ImportsController_get: WholeImport;
}

@ApiTags('imports')
@ApiBearerAuth()
@Controller('imports')
@EveryRole()
export class ImportsController {
  constructor(
    @Inject(ImportBook) private readonly book: ImportBook,
    @Inject(ImportDesk) private readonly desk: ImportDesk,
  ) {}

  @Get()
  async list(@Query({ schema: importListQuerySchema }) query: z.output<typeof importListQuerySchema>) {
    const rows = await this.book.list(query.limit + 1, query.cursor ?? null);
    const items = rows.slice(0, query.limit).map((row) => importAnswer(row, this.desk.running(row.id)));
    return { items, nextCursor: rows.length > query.limit ? items.at(-1)!.id : null };
  }

  /** With every row, once it is over. */
  @Get(':id')
  async get(@Param('id', { schema: idSchema }) id: string): Promise<StreamableFile> {
    return wholeImport(this.book, await this.book.get(id), this.desk.running(id));
  }

  /** Stops it, and tells how it ended: nothing is written of one that was `cancelled`. Only one's own, but for admins. */
  @Delete(':id')
  @Roles('admin', 'technician', 'planner', 'village')
  async cancel(@Param('id', { schema: idSchema }) id: string) {
    await this.book.getOwn(id);
    await this.desk.cancel(id);
    return importAnswer(await this.book.get(id), null);
  }

  /** Server-sent events: `progress` while it runs, then `end` with the summary. */
  @Sse(':id/events')
  async events(@Param('id', { schema: idSchema }) id: string): Promise<Observable<MessageEvent>> {
    await this.book.get(id);
    return new Observable((listener) => {
      const end = async (): Promise<void> => {
        listener.next({ type: 'end', data: importAnswer(await this.book.get(id), null) });
        listener.complete();
      };
      const job = this.desk.running(id);
      if (job === null) return void end().catch((cause: unknown) => listener.error(cause));
      let toldAt = -TELL_MS;
      return job.watch((progress) => {
        if (progress.phase === 'over') return void end().catch((cause: unknown) => listener.error(cause));
        if (performance.now() - toldAt < TELL_MS) return;
        toldAt = performance.now();
        listener.next({ type: 'progress', data: progress });
      });
    });
  }
}
