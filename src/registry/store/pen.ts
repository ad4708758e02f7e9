import type { EntityManager, EntitySchema, Repository } from 'typeorm';
import { In } from 'typeorm';
import { type EntryFields, type EntryKind, fieldChanges, snapshot } from '../domain/entry-change.js';
import type { Role } from '../../access/index.js';
import type { DomainError } from '../../kernel/domain-error.js';
import { BrokenRule } from './broken-rule.js';
import type { ChangeBook, ChangeDraft } from './change-book.js';

export interface Row {
  id: string;
  updatedAt: number;
  revision: number;
}

/** How the history sees the rows of one table. */
export interface Subject<R extends Row> {
  readonly kind: EntryKind;
  readonly table: EntitySchema<R>;
  fieldsOf(row: R): EntryFields;
  /** The village whose people may read the row's history; null for what belongs to none. */
  villageIdOf(row: R): string | null;
  /** Why whoever writes may not write this; null where they may. `before` is null for what comes or comes back. */
  refusal?(role: Role | null, before: R | null, after: R): DomainError | null;
  /** Writes what is made of the rows (the index that searches read), in the same transaction. */
  follow?(manager: EntityManager, rows: readonly R[]): Promise<void>;
}

export interface RowChange<R> {
  readonly id: string;
  /** Only these columns are written. */
  readonly columns: Partial<R>;
  /** Refused as `stale` when the row has another revision by now; null and absent take it as it is. */
  readonly revision?: number | null;
}

/** A wide row has some 80 values, and SQLite holds up everything else for the length of a statement. */
const ROWS_PER_STATEMENT = 50;

/**
 * Writes one table within one transaction, and the history of what it writes along: there is no other way to write
 * what people keep in the register. Whatever cannot be written is a {@link BrokenRule} or the database's own error; what
 * may not be, the refusal of its {@link Subject}.
 */
export class Pen<R extends Row> {
  private readonly rows: Repository<R>;

  constructor(
    private readonly subject: Subject<R>,
    private readonly manager: EntityManager,
    private readonly book: ChangeBook,
    private readonly importId: string | null = null,
  ) {
    this.rows = manager.getRepository(subject.table);
  }

  async insert(rows: readonly R[], action: 'created' | 'restored' = 'created'): Promise<void> {
    for (const row of rows) this.refuse(null, row);
    for (const part of partsOf(rows)) {
      await this.rows.insert(part as never);
      await this.subject.follow?.(this.manager, part);
      const drafts = part.map((row) => ({
        ...this.draft(row, row.revision),
        action,
        field: null,
        old: null,
        new: snapshot(this.subject.fieldsOf(row)),
      }));
      await this.book.append(this.manager, drafts, this.importId);
    }
  }

  /** Answers how many rows it changed: one that is to become what it is already stays untouched, its stamp too. */
  async update(changes: readonly RowChange<R>[]): Promise<number> {
    let changed = 0;
    for (const part of partsOf(changes)) {
      const standing = await this.lock(part.map(({ id }) => id));
      const drafts: ChangeDraft[] = [];
      const written = new Map<string, R>();
      for (const change of part) {
        const before = standingRow(standing, change.id, change.revision);
        const told = this.told(before, change.columns);
        if (told.length === 0) continue;
        const revision = before.revision + 1;
        const after = Object.assign({}, before, change.columns, { revision });
        this.refuse(before, after);
        await this.rows.update({ id: change.id } as never, { ...change.columns, revision } as never);
        standing.set(change.id, after);
        written.set(change.id, after);
        changed += 1;
        drafts.push(...told);
      }
      await this.subject.follow?.(this.manager, [...written.values()]);
      await this.book.append(this.manager, drafts, this.importId);
    }
    return changed;
  }

  async remove(id: string, revision: number | null = null): Promise<void> {
    const before = standingRow(await this.lock([id]), id, revision);
    await this.rows.delete({ id } as never);
    const old = snapshot(this.subject.fieldsOf(before));
    const draft = {
      ...this.draft(before, before.revision + 1),
      action: 'removed',
      field: null,
      old,
      new: null,
    };
    await this.book.append(this.manager, [draft as ChangeDraft], this.importId);
  }

  private refuse(before: R | null, after: R): void {
    const refusal = this.subject.refusal?.(this.book.writer.role, before, after) ?? null;
    if (refusal !== null) throw refusal;
  }

  private told(before: R, columns: Partial<R>): ChangeDraft[] {
    const after = Object.assign({}, before, columns);
    const { villageIdOf } = this.subject;
    const draft = this.draft(after, before.revision + 1);
    // What a move changed tells each village of the other: only who sees all of them reads it.
    if (villageIdOf(before) !== villageIdOf(after)) draft.villageId = null;
    return fieldChanges(this.subject.fieldsOf(before), this.subject.fieldsOf(after)).map((change) => ({
      ...draft,
      action: 'changed',
      ...change,
    }));
  }

  private draft(row: R, revision: number) {
    const { kind } = this.subject;
    return { entryKind: kind, entryId: row.id, villageId: this.subject.villageIdOf(row), revision };
  }

  /** So that what the history calls old is what the write replaces. SQLite's transactions wait for each other anyway. */
  private async lock(ids: readonly string[]): Promise<Map<string, R>> {
    const isPostgres = this.manager.connection.options.type === 'postgres';
    const rows = await this.rows.find({
      where: { id: In([...ids]) } as never,
      // In one order, so that two batches cannot wait for each other.
      order: { id: 'ASC' } as never,
      ...(isPostgres ? { lock: { mode: 'pessimistic_write' } } : {}),
    });
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function standingRow<R extends Row>(
  standing: ReadonlyMap<string, R>,
  id: string,
  revision: number | null | undefined,
): R {
  const row = standing.get(id);
  if (row === undefined) throw new BrokenRule('missing', id);
  if (revision !== null && revision !== undefined && row.revision !== revision)
    throw new BrokenRule('stale', id);
  return row;
}

function* partsOf<T>(all: readonly T[]): Generator<T[]> {
  for (let index = 0; index < all.length; index += ROWS_PER_STATEMENT) {
    yield all.slice(index, index + ROWS_PER_STATEMENT);
  }
}
