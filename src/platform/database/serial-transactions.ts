import type { DataSource } from 'typeorm';

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
    const mine = last.then(() => transaction(...parts));
    last = mine.catch(() => undefined);
    return mine;
  };
  Object.assign(manager, { transaction: inTurn });
}
