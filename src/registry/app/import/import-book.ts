import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CurrentActor } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Ids } from '../../../platform/clock/ids.js';
import type { ImportRow } from '../../store/import.row.js';
import { ImportsStore } from '../../store/imports.store.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { notFound } from '../refusals.js';
import type { ImportOptions, ImportResult, ImportState } from './import-job.js';
import type { PlannedRow, RowReport } from './planned-row.js';

const ROWS_ON_A_PAGE = 100;
/** Imports whose rows can still be read; of older ones the summary stays. */
const KEPT_ANSWERS = 50;

/** What each import did, for whoever may know of it: whoever made it, and those who see all villages, planners left out. */
@Injectable()
export class ImportBook {
  constructor(
    @Inject(ImportsStore) private readonly store: ImportsStore,
    @Inject(CurrentActor) private readonly actors: CurrentActor,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  async open({ noun, mode, isDryRun }: ImportOptions, fileName: string | null): Promise<string> {
    const id = this.ids.next();
    const { id: actorId, name: actorName, villageIds } = this.actors.get();
    const whose = { actorId, actorName, isVillageBound: villageIds !== null };
    const blank = { finishedAt: null, summary: null, problem: null };
    const row = {
      id,
      createdAt: this.clock.now(),
      noun,
      fileName,
      mode,
      isDryRun,
      state: 'running',
      ...whose,
      ...blank,
    };
    await this.store.open(row);
    return id;
  }

  /** The rows first: an import that is done has its whole answer. */
  async close(
    id: string,
    state: ImportState,
    result: ImportResult | null,
    problem: string | null,
  ): Promise<void> {
    await this.store.close(id, { state, summary: result, problem, finishedAt: this.clock.now() });
    await this.store.forgetPagesBut(KEPT_ANSWERS);
  }

  async keepRows(importId: string, rows: readonly PlannedRow[]): Promise<void> {
    for (let page = 0; page * ROWS_ON_A_PAGE < rows.length; page += 1) {
      const part = rows.slice(page * ROWS_ON_A_PAGE, (page + 1) * ROWS_ON_A_PAGE);
      const text = part.map((row) => JSON.stringify(reported(row))).join(',');
      await this.store.addPage({ id: this.ids.next(), importId, page, rows: text });
      await setImmediate();
    }
  }

  async get(id: string): Promise<ImportRow> {
    return (await this.store.find({ id, ...this.visible() })) ?? notFound('import', id);
  }

  /** For whoever may stop it: who made it, and admins. */
  async getOwn(id: string): Promise<ImportRow> {
    const row = await this.get(id);
    const { id: actorId, role } = this.actors.get();
    if (role === 'admin' || (actorId !== null && row.actorId === actorId)) return row;
    throw new DomainError(
      'forbidden',
      'not-your-import',
      'Somebody else makes this import; ask them or an admin.',
    );
  }

  list(limit: number, before: string | null): Promise<ImportRow[]> {
    return this.store.list(limit, before, this.visible());
  }

  /** The reported rows, as pieces of a JSON list without its brackets. */
  async *rows(importId: string): AsyncGenerator<string> {
    for (let page = 0; ; page += 1) {
      const text = await this.store.page(importId, page);
      if (text === null) return;
      yield page === 0 ? text : `,${text}`;
    }
  }

  closeInterrupted(): Promise<void> {
    return this.store.closeInterrupted(this.clock.now());
  }

  private visible(): { actorId?: string; isVillageBound?: boolean } {
    const { villageIds, id, role } = this.actors.get();
    const own = { actorId: id ?? 'nobody' };
    // What somebody imported for the whole town is not theirs any more once they are limited to villages.
    if (villageIds !== null) return { ...own, isVillageBound: true };
    // Planners import places alone, and other files are not theirs to read.
    return role === 'planner' ? own : {};
  }
}

function reported({ write: _write, ...report }: PlannedRow): RowReport {
  return report;
}
