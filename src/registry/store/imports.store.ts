import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type FindOptionsWhere, LessThan } from 'typeorm';
import { type ImportPageRow, importPages, type ImportRow, imports } from './import.row.js';

/** What each import did, and its answer in pages. */
@Injectable()
export class ImportsStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  async open(row: ImportRow): Promise<void> {
    await this.source.transaction((manager) => manager.getRepository(imports).insert(row as never));
  }

  async close(id: string, change: Partial<ImportRow>): Promise<void> {
    await this.source.transaction((manager) =>
      manager.getRepository(imports).update({ id }, change as never),
    );
  }

  find(where: FindOptionsWhere<ImportRow>): Promise<ImportRow | null> {
    return this.source.getRepository(imports).findOneBy(where);
  }

  /** The latest first. */
  list(limit: number, before: string | null, where: FindOptionsWhere<ImportRow>): Promise<ImportRow[]> {
    const older = before === null ? {} : { id: LessThan(before) };
    return this.source
      .getRepository(imports)
      .find({ where: { ...where, ...older }, order: { id: 'DESC' }, take: limit });
  }

  /** What a process that is gone was at: its transaction went with it, so nothing was written. */
  async closeInterrupted(at: number): Promise<void> {
    const change = { state: 'interrupted', finishedAt: at };
    await this.source.transaction((manager) =>
      manager.getRepository(imports).update({ state: 'running' }, change as never),
    );
  }

  async addPage(row: ImportPageRow): Promise<void> {
    await this.source.transaction((manager) => manager.getRepository(importPages).insert(row as never));
  }

  async page(importId: string, page: number): Promise<string | null> {
    return (await this.source.getRepository(importPages).findOneBy({ importId, page }))?.rows ?? null;
  }

  /** Answers take room; which import did what is kept for ever. */
  async forgetPagesBut(keep: number): Promise<void> {
    const [oldestKept] = await this.source
      .getRepository(imports)
      .find({ select: { id: true }, order: { id: 'DESC' }, skip: keep - 1, take: 1 });
    if (oldestKept === undefined) return;
    await this.source.transaction((manager) =>
      manager.getRepository(importPages).delete({ importId: LessThan(oldestKept.id) }),
    );
  }
}
