import { Inject, Injectable } from '@nestjs/common';
import { Between, DataSource, type FindOptionsWhere, In, LessThan, MoreThan, type Repository } from 'typeorm';
import type { EntryChange, EntryKind } from '../domain/entry-change.js';
import { entryChanges } from './entry-change.row.js';
import type { Page, PageRequest } from './shelf.js';

/** One entry of one kind, and the villages whose rows exist for who asks; null for all. */
export interface HistoryOf {
  readonly entryKind: EntryKind;
  readonly entryId: string;
  readonly villageIds: readonly string[] | null;
}

/** Reads the history. Rows of other villages are not there for those who see a few alone. */
@Injectable()
export class HistoryStore {
  private readonly rows: Repository<EntryChange>;

  constructor(@Inject(DataSource) source: DataSource) {
    this.rows = source.getRepository(entryChanges);
  }

  /** Newest first: ids grow with time. */
  async page(of: HistoryOf, { limit, cursor }: PageRequest): Promise<Page<EntryChange>> {
    const before = cursor === null ? {} : { id: LessThan(cursor) };
    const where = { ...whereOf(of), ...before };
    const rows = await this.rows.find({ where, order: { id: 'DESC' }, take: limit + 1 });
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
  }

  find(of: HistoryOf, id: string): Promise<EntryChange | null> {
    return this.rows.findOneBy({ ...whereOf(of), id });
  }

  first(of: HistoryOf): Promise<EntryChange | null> {
    return this.rows.findOne({ where: whereOf(of), order: { id: 'ASC' } });
  }

  latest(of: HistoryOf): Promise<EntryChange | null> {
    return this.rows.findOne({ where: whereOf(of), order: { id: 'DESC' } });
  }

  /** Within these instants, oldest first; the bounds count in. */
  between(
    of: HistoryOf,
    [from, to]: readonly [from: number, to: number],
    limit: number,
  ): Promise<EntryChange[]> {
    const where = { ...whereOf(of), at: Between(from, to) };
    return this.rows.find({ where, order: { at: 'ASC', id: 'ASC' }, take: limit });
  }

  /** What happened to an entry after it had this revision, oldest first. */
  since(of: HistoryOf, revision: number): Promise<EntryChange[]> {
    return this.rows.find({
      where: { ...whereOf(of), revision: MoreThan(revision) },
      order: { id: 'ASC' },
      take: 100,
    });
  }
}

const OF_VILLAGES: ReadonlySet<EntryKind> = new Set(['camera', 'village', 'place', 'buildings']);

function whereOf({ entryKind, entryId, villageIds }: HistoryOf): FindOptionsWhere<EntryChange> {
  // What belongs to no village (a programme) is everybody's; only rows of villages are held back.
  const isOfVillages = OF_VILLAGES.has(entryKind);
  const scope = villageIds === null || !isOfVillages ? {} : { villageId: In([...villageIds]) };
  return { entryKind, entryId, ...scope };
}
