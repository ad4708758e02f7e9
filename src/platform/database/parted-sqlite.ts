import { DataSource, type EntityManager } from 'typeorm';

type Work = (manager: EntityManager) => Promise<unknown>;
type Transaction = (...parts: unknown[]) => Promise<unknown>;

/**
 * Parts reading from writing on SQLite, where TypeORM has one connection and would read what a transaction that is
 * still open has written. The data source that comes back reads, and SQLite refuses it every write; its transactions
 * run on the writer. In WAL mode neither waits for the other.
 */
export async function parted(writer: DataSource): Promise<DataSource> {
  const reader = await new DataSource(writer.options).initialize();
  await reader.query('PRAGMA query_only = ON');
  Object.assign(reader.manager, { transaction: inTurn(writer) });
  closeTogether(reader, writer);
  return reader;
}

/**
 * TypeORM begins a transaction without asking whether another is open on the connection: two at once fail ("cannot
 * start a transaction within a transaction") or become one that rolls back together. So they wait for each other. A
 * transaction opens a nested one on the manager it was handed, never on the data source.
 */
function inTurn(writer: DataSource): Transaction {
  const transaction = writer.manager.transaction.bind(writer.manager) as Transaction;
  let last: Promise<unknown> = Promise.resolve();
  return (...parts) => {
    // An isolation level may come first, and `undefined` last.
    const locked = parts.map((part) => (typeof part === 'function' ? lockedFirst(part as Work) : part));
    const mine = last.then(() => transaction(...locked));
    last = mine.then(
      () => undefined,
      () => beginAnew(writer),
    );
    return mine;
  };
}

interface SqliteDriver {
  readonly databaseConnection: { readonly inTransaction: boolean; exec(statement: string): unknown };
  queryRunner: unknown;
}

/**
 * Whatever became of the one that failed, the next transaction is the first on its connection. A disk that is full lets
 * SQLite roll back by itself; TypeORM's own ROLLBACK then fails, and its only runner counts the transaction as open for
 * ever: the next one is a savepoint in it, and after another failure savepoints are released that nobody commits.
 */
function beginAnew(writer: DataSource): void {
  const driver = writer.driver as unknown as SqliteDriver;
  if (driver.databaseConnection.inTransaction) driver.databaseConnection.exec('ROLLBACK');
  driver.queryRunner = undefined;
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

function closeTogether(reader: DataSource, writer: DataSource): void {
  const destroy = reader.destroy.bind(reader);
  Object.assign(reader, {
    destroy: async () => {
      await destroy();
      await writer.destroy();
    },
  });
}
