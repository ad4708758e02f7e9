import type { DataSource, EntitySchema, FindOptionsWhere, Repository } from 'typeorm';
import { MoreThan, QueryFailedError } from 'typeorm';

/**
 * `duplicate`: a unique column has the value already. `dangling`: it names a row that is not there, or others name it.
 * `missing`: there is no such row.
 */
export type Written = 'written' | 'duplicate' | 'dangling' | 'missing';

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

  constructor(
    private readonly source: DataSource,
    table: EntitySchema<R>,
  ) {
    this.repository = source.getRepository(table);
  }

  insert(row: R): Promise<Written> {
    return this.write(async (table) => {
      await table.insert(row as never);
      return 1;
    });
  }

  /** Only the given columns are written. */
  update(id: string, change: Partial<R>): Promise<Written> {
    return this.write(async (table) => (await table.update({ id } as never, change as never)).affected ?? 0);
  }

  remove(id: string): Promise<Written> {
    return this.write(async (table) => (await table.delete({ id } as never)).affected ?? 0);
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

  /** As {@link all}, but only the columns named: a wide table is read many times faster so. */
  async columns<K extends keyof R & string>(
    keys: readonly K[],
    where: FindOptionsWhere<R> = {},
  ): Promise<Pick<R, K>[]> {
    const select = Object.fromEntries(keys.map((key) => [key, true]));
    return this.repository.find({ select: select as never, where, order: { id: 'ASC' } as never });
  }

  /** Rows that fit one of `alternatives`. */
  async page({ limit, cursor }: PageRequest, alternatives: FindOptionsWhere<R>[] = [{}]): Promise<Page<R>> {
    const after = cursor === null ? {} : { id: MoreThan(cursor) };
    const rows = await this.repository.find({
      where: alternatives.map((where) => ({ ...where, ...after })),
      order: { id: 'ASC' } as never,
      take: limit + 1,
    });
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
  }

  /** In a transaction of its own: on SQLite's one connection it would else become part of somebody else's. */
  private async write(statement: (table: Repository<R>) => Promise<number>): Promise<Written> {
    try {
      const count = await this.source.transaction((manager) =>
        statement(manager.getRepository<R>(this.repository.target)),
      );
      return count > 0 ? 'written' : 'missing';
    } catch (cause) {
      const broken = brokenRule(cause);
      if (broken === null) throw cause;
      return broken;
    }
  }
}

/** SQLite's codes and PostgreSQL's. */
function brokenRule(cause: unknown): 'duplicate' | 'dangling' | null {
  if (!(cause instanceof QueryFailedError)) return null;
  const { code } = cause.driverError as { code?: unknown };
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === '23505') return 'duplicate';
  return code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || code === '23503' ? 'dangling' : null;
}
