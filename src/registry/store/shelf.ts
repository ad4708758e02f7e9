import type { DataSource, EntityManager, FindOperator, FindOptionsWhere, Repository } from 'typeorm';
import { And, MoreThan } from 'typeorm';
import { asBrokenRule, BrokenRule, type Refusal } from './broken-rule.js';
import type { ChangeBook } from './change-book.js';
import { Pen, type Row, type Subject } from './pen.js';

export type Written = 'written' | Refusal;

export interface Page<T> {
  readonly items: readonly T[];
  /** Hand it back to get the next page; null on the last one. */
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | null;
}

/** One table of the register. Ids are UUIDs of version 7, so the order of ids is the order of entry, and the cursor. */
export class Shelf<R extends Row> {
  private readonly repository: Repository<R>;

  constructor(
    private readonly source: DataSource,
    private readonly subject: Subject<R>,
    private readonly book: ChangeBook,
  ) {
    this.repository = source.getRepository(subject.table);
  }

  /** For writes that belong together: one transaction, which the caller has opened. */
  pen(manager: EntityManager, importId: string | null = null): Pen<R> {
    return new Pen(this.subject, manager, this.book, importId);
  }

  insert(row: R, action: 'created' | 'restored' = 'created'): Promise<Written> {
    return this.write((pen) => pen.insert([row], action));
  }

  /** Only the given columns are written; with a revision, only over that one. */
  update(id: string, columns: Partial<R>, revision: number | null = null): Promise<Written> {
    return this.write((pen) => pen.update([{ id, columns, revision }]));
  }

  remove(id: string, revision: number | null = null): Promise<Written> {
    return this.write((pen) => pen.remove(id, revision));
  }

  /** Writes what no person changes (what probing saw, a seal under a new key): no history, and the revision stays. */
  async annotate(id: string, columns: Partial<R>): Promise<void> {
    await this.source.transaction((manager) =>
      manager.getRepository(this.subject.table).update({ id } as never, columns as never),
    );
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

  async page({ limit, cursor }: PageRequest, where: FindOptionsWhere<R> = {}): Promise<Page<R>> {
    const rows = await this.repository.find({
      where: after(where, cursor),
      order: { id: 'ASC' } as never,
      take: limit + 1,
    });
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
  }

  /** In a transaction of its own: on SQLite's one connection it would else become part of somebody else's. */
  private async write(work: (pen: Pen<R>) => Promise<unknown>): Promise<Written> {
    try {
      await this.source.transaction((manager) => work(this.pen(manager)));
      return 'written';
    } catch (cause) {
      const broken = asBrokenRule(cause);
      if (broken instanceof BrokenRule) return broken.refusal;
      throw broken;
    }
  }
}

/** The condition may say something of the id itself. */
function after<R extends Row>(where: FindOptionsWhere<R>, cursor: string | null): FindOptionsWhere<R> {
  if (cursor === null) return where;
  const among = where.id as FindOperator<string> | undefined;
  return { ...where, id: among === undefined ? MoreThan(cursor) : And(among, MoreThan(cursor)) };
}
