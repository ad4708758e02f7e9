import type { DataSource, EntityManager } from 'typeorm';

type Work = (manager: EntityManager) => Promise<unknown>;
type Transaction = (...parts: unknown[]) => Promise<unknown>;

/**
 * SQLite has one connection here, and TypeORM begins a transaction on it without asking whether another is open: two
 * at once fail ("cannot start a transaction within a transaction") or become one that rolls back together. So they
 * wait for each other. A transaction opens a nested one on the manager it was handed, never on the data source.
 */
export function serialiseTransactions(source: DataSource): void {
  const { manager } = source;
  const transaction = manager.transaction.bind(manager) as Transaction;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn: Transaction = (...parts) => {
    // An isolation level may come first, and `undefined` last.
    const locked = parts.map((part) => (typeof part === 'function' ? lockedFirst(part as Work) : part));
    const mine = last.then(() => transaction(...locked));
    last = mine.catch(() => undefined);
    return mine;
  };
  Object.assign(manager, { transaction: inTurn });
}

/**
 * As `BEGIN IMMEDIATE`, which TypeORM cannot say: a statement that writes nothing takes the lock for writing before
 * anything is read. Else another process (a rotation of the keys) that commits between our first read and our first
 * write would fail our transaction, and SQLite does not even wait then.
 */
function lockedFirst(work: Work): Work {
  return async (manager) => {
    await manager.query('UPDATE schema_migrations SET name = name WHERE 1 = 0');
    return work(manager);
  };
}
