import {
  type DataSource,
  type EntityManager,
  type EntitySchema,
  type FindOptionsWhere,
  In,
  MoreThan,
} from 'typeorm';
import { brokenRule } from '../../platform/database/broken-rule.js';
import type { HolderVillageRow } from './rows.js';

/** `duplicate`: the name or token is taken. `dangling`: one of the villages, or the owner, is not there. */
export type Written = 'written' | 'duplicate' | 'dangling' | 'missing';

interface Row {
  id: string;
  isLimited: boolean;
}

/** A row with the villages that it is limited to; null for all. */
export type Holder<R extends Row> = Omit<R, 'isLimited'> & { readonly villageIds: readonly string[] | null };

export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | null;
}

/** Users or tokens: who holds a role, for all villages or for some. */
export class HolderShelf<R extends Row> {
  constructor(
    private readonly source: DataSource,
    private readonly table: EntitySchema<R>,
    private readonly villages: EntitySchema<HolderVillageRow>,
  ) {}

  insert({ villageIds, ...row }: Holder<R>): Promise<Written> {
    return this.write(async (manager) => {
      await manager.insert(this.table, { ...row, isLimited: villageIds !== null } as never);
      await this.limit(manager, (row as unknown as Row).id, villageIds);
      return 1;
    });
  }

  /** Only where there is no row yet, also when two come at once; else `missing`. */
  insertFirst({ villageIds: _all, ...row }: Holder<R> & { readonly villageIds: null }): Promise<Written> {
    return this.write(async (manager) => {
      // SQLite has one writer at a time; PostgreSQL would let two count none.
      if (manager.connection.options.type === 'postgres')
        await manager.query(`LOCK TABLE ${this.table.options.tableName} IN SHARE ROW EXCLUSIVE MODE`);
      if (await manager.getRepository(this.table).exists()) return 0;
      await manager.insert(this.table, { ...row, isLimited: false } as never);
      return 1;
    });
  }

  isEmpty(): Promise<boolean> {
    return this.source
      .getRepository(this.table)
      .exists()
      .then((isThere) => !isThere);
  }

  /** What is left out stays. */
  update(id: string, { villageIds, ...change }: Partial<Holder<R>>): Promise<Written> {
    return this.write(async (manager) => {
      const columns = villageIds === undefined ? change : { ...change, isLimited: villageIds !== null };
      const { affected } = await manager.update(this.table, { id } as never, columns as never);
      if (villageIds !== undefined) await this.limit(manager, id, villageIds);
      return affected ?? 0;
    });
  }

  remove(id: string): Promise<Written> {
    return this.write(async (manager) => (await manager.delete(this.table, { id } as never)).affected ?? 0);
  }

  async find(where: FindOptionsWhere<R>): Promise<Holder<R> | null> {
    const row = await this.source.getRepository(this.table).findOneBy(where);
    return row === null ? null : (await this.withVillages([row]))[0]!;
  }

  /** In the order of ids, which is that of their making. */
  async page(
    { limit, cursor }: PageRequest,
    where: FindOptionsWhere<R> = {},
  ): Promise<{ readonly items: readonly Holder<R>[]; readonly nextCursor: string | null }> {
    const rows = await this.source.getRepository(this.table).find({
      where: cursor === null ? where : ({ ...where, id: MoreThan(cursor) } as never),
      order: { id: 'ASC' } as never,
      take: limit + 1,
    });
    const items = await this.withVillages(rows.slice(0, limit));
    return { items, nextCursor: rows.length > limit ? rows[limit - 1]!.id : null };
  }

  private async withVillages(rows: readonly R[]): Promise<Holder<R>[]> {
    const holderIds = rows.filter(({ isLimited }) => isLimited).map(({ id }) => id);
    const limits =
      holderIds.length === 0
        ? []
        : await this.source
            .getRepository(this.villages)
            .find({ where: { holderId: In(holderIds) }, order: { villageId: 'ASC' } });
    return rows.map(({ isLimited, ...row }) => {
      const mine = limits.filter(({ holderId }) => holderId === row.id).map(({ villageId }) => villageId);
      return { ...row, villageIds: isLimited ? mine : null };
    });
  }

  private async limit(
    manager: EntityManager,
    id: string,
    villageIds: readonly string[] | null,
  ): Promise<void> {
    await manager.delete(this.villages, { holderId: id });
    const rows = [...new Set(villageIds ?? [])].map((villageId) => ({ holderId: id, villageId }));
    if (rows.length > 0) await manager.insert(this.villages, rows);
  }

  private async write(statements: (manager: EntityManager) => Promise<number>): Promise<Written> {
    try {
      return (await this.source.transaction(statements)) > 0 ? 'written' : 'missing';
    } catch (cause) {
      const broken = brokenRule(cause);
      if (broken === null) throw cause;
      return broken;
    }
  }
}
