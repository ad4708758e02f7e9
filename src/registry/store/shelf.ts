import type { DataSource, EntitySchema, FindOptionsWhere, Repository } from 'typeorm';
import { MoreThan, QueryFailedError } from 'typeorm';

export interface Page<T> {
  readonly items: readonly T[];
  /** Hand it back to get the next page; null on the last one. */
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | null;
}

interface Row {
  id: string;
}

/** One table of the register. Ids are UUIDs of version 7, so the order of ids is the order of entry, and the cursor. */
export class Shelf<R extends Row> {
  private readonly repository: Repository<R>;

  constructor(source: DataSource, table: EntitySchema<R>) {
    this.repository = source.getRepository(table);
  }

  /** True when it was written, false when a unique column already has the value. */
  async insert(row: R): Promise<boolean> {
    return this.unlessDuplicate(() => this.repository.insert(row as never));
  }

  /** As {@link insert}; only the given columns are written. */
  async update(id: string, change: Partial<R>): Promise<boolean> {
    return this.unlessDuplicate(() => this.repository.update({ id } as FindOptionsWhere<R>, change as never));
  }

  async remove(id: string): Promise<void> {
    await this.repository.delete({ id } as FindOptionsWhere<R>);
  }

  find(id: string): Promise<R | null> {
    return this.repository.findOneBy({ id } as FindOptionsWhere<R>);
  }

  findBy(where: FindOptionsWhere<R>): Promise<R | null> {
    return this.repository.findOneBy(where);
  }

  count(where: FindOptionsWhere<R>): Promise<number> {
    return this.repository.countBy(where);
  }

  all(where: FindOptionsWhere<R> = {}): Promise<R[]> {
    return this.repository.find({ where, order: { id: 'ASC' } as never });
  }

  async page({ limit, cursor }: PageRequest, where: FindOptionsWhere<R> = {}): Promise<Page<R>> {
    const after = cursor === null ? {} : { id: MoreThan(cursor) };
    const rows = await this.repository.find({
      where: { ...where, ...after } as FindOptionsWhere<R>,
      order: { id: 'ASC' } as never,
      take: limit + 1,
    });
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
  }

  private async unlessDuplicate(write: () => Promise<unknown>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (cause) {
      if (isDuplicate(cause)) return false;
      throw cause;
    }
  }
}

/** SQLite says SQLITE_CONSTRAINT_UNIQUE, PostgreSQL 23505. */
function isDuplicate(cause: unknown): boolean {
  if (!(cause instanceof QueryFailedError)) return false;
  const code = (cause.driverError as { code?: unknown }).code;
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === '23505';
}
