import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThan, MoreThan, Raw } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import { type AnchorRow, auditAnchor, auditEntries, type AuditRow } from './rows.js';

const ANCHOR_ID = 1;
const SMALLEST_INTEGER = -2_147_483_648;
/** Rows a statement: SQLite takes 32,766 parameters. */
const CHUNK = 500;

export interface AuditFilter {
  /** Name or id of who acted. */
  readonly actor: string | null;
  /** The beginning of the action, as `PATCH /cameras`. */
  readonly action: string | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/** Rows that follow on the standing ones, and the new end of the trail. */
export interface Appended {
  readonly rows: readonly AuditRow[];
  readonly anchor: Omit<AnchorRow, 'id'>;
}

/** The audit trail's tables. Nothing here changes or removes an entry. */
@Injectable()
export class AuditStore {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** One writer at a time, also among several processes: the anchor's row is locked until the commit. */
  async append(next: (anchor: AnchorRow | null) => Appended): Promise<void> {
    await this.source.transaction(async (manager) => {
      const { rows, anchor } = next(await lockedAnchor(manager));
      for (let start = 0; start < rows.length; start += CHUNK)
        await manager.insert(auditEntries, rows.slice(start, start + CHUNK));
      await manager.save(auditAnchor, { id: ANCHOR_ID, ...anchor });
    });
  }

  /** Puts another seal on the same anchor; null leaves it. True where there was another. */
  async reseal(next: (anchor: AnchorRow) => string | null): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const anchor = await lockedAnchor(manager);
      const seal = anchor === null ? null : next(anchor);
      if (seal !== null) await manager.update(auditAnchor, { id: ANCHOR_ID }, { seal });
      return seal !== null;
    });
  }

  anchor(): Promise<AnchorRow | null> {
    return this.source.getRepository(auditAnchor).findOneBy({ id: ANCHOR_ID });
  }

  /** Newest first. The cursor is the number of the last row seen. */
  async page(
    { actor, action, from, to }: AuditFilter,
    { limit, before }: { readonly limit: number; readonly before: number | null },
  ): Promise<{ readonly items: readonly AuditRow[]; readonly nextCursor: number | null }> {
    const where = {
      ...(before === null ? {} : { seq: LessThan(before) }),
      ...(action === null ? {} : { action: beginsWith(action) }),
      ...(from === null && to === null ? {} : { at: between(from, to) }),
    };
    const rows = await this.source.getRepository(auditEntries).find({
      where:
        actor === null
          ? where
          : [
              { ...where, actorName: actor },
              { ...where, actorId: actor },
            ],
      order: { seq: 'DESC' },
      take: limit + 1,
    });
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? items.at(-1)!.seq : null };
  }

  /** Every row, oldest first, page by page. */
  async *walk(pageSize = 1_000): AsyncGenerator<readonly AuditRow[]> {
    // Also what somebody put in before the first.
    let last = SMALLEST_INTEGER;
    for (;;) {
      const rows = await this.source
        .getRepository(auditEntries)
        .find({ where: { seq: MoreThan(last) }, order: { seq: 'ASC' }, take: pageSize });
      if (rows.length === 0) return;
      yield rows;
      last = rows.at(-1)!.seq;
    }
  }
}

/** SQLite has one connection and no such lock; its transactions wait for each other anyway. */
async function lockedAnchor(manager: EntityManager): Promise<AnchorRow | null> {
  const isPostgres = manager.connection.options.type === 'postgres';
  const anchor = await manager.findOne(auditAnchor, {
    where: { id: ANCHOR_ID },
    ...(isPostgres ? { lock: { mode: 'pessimistic_write' as const } } : {}),
  });
  return anchor ?? unsealedEnd(manager);
}

/** Where somebody took the anchor away: the trail goes on, and stays broken. Null where there are no rows either. */
async function unsealedEnd(manager: EntityManager): Promise<AnchorRow | null> {
  const [last] = await manager.find(auditEntries, { order: { seq: 'DESC' }, take: 1 });
  return last === undefined ? null : { id: ANCHOR_ID, count: last.seq, head: last.hash, seal: null };
}

function beginsWith(text: string) {
  const pattern = `${text.replaceAll(/[!%_]/g, '!$&')}%`;
  return Raw((column) => `${column} LIKE :action ESCAPE '!'`, { action: pattern });
}

function between(from: Instant | null, to: Instant | null) {
  const bounds = { from: from ?? 0, to: to ?? Number.MAX_SAFE_INTEGER };
  return Raw((column) => `${column} >= :from AND ${column} < :to`, bounds);
}
