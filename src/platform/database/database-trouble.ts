import { QueryFailedError } from 'typeorm';

/** `not-writable`: it answers and cannot write, mostly for want of room. `away`: it does not answer. */
export type DatabaseTrouble = 'not-writable' | 'away';

/**
 * SQLite without room or with a disk that fails; PostgreSQL's `disk_full`, `io_error` and `read_only_sql_transaction`.
 * SQLITE_READONLY is none: a write outside of a transaction is refused so, and that is a bug of ours.
 */
const NOT_WRITABLE = /^(SQLITE_FULL|SQLITE_IOERR(_\w+)?|SQLITE_CANTOPEN(_\w+)?|53100|58030|25006)$/;
/** PostgreSQL that shuts down, starts up or takes no more connections; class 08 and the sockets' own codes. */
const AWAY = /^(08...|57P0\d|53300|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;
/** The `pg` driver gives some of its errors no code. */
const CODELESS_AWAY = /^(Connection terminated|Client has encountered a connection error)/;

/** No connection to the database could be had; the cause says why. */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
}

/** What is the matter with the database itself; null where the failure is none of its own. */
export function databaseTrouble(cause: unknown): DatabaseTrouble | null {
  if (cause instanceof DatabaseAway) return 'away';
  if (!(cause instanceof QueryFailedError)) return null;
  const { code, message } = cause.driverError as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code !== 'string') return CODELESS_AWAY.test(String(message)) ? 'away' : null;
  if (NOT_WRITABLE.test(code)) return 'not-writable';
  return AWAY.test(code) ? 'away' : null;
}

/** In one line, without the password that a PostgreSQL URL may hold. */
export function firstLineOf(cause: unknown): string {
  // Not `instanceof`: a native driver's errors may come from another realm.
  const { message = '', name = 'unknown' } = (cause ?? {}) as Partial<Error>;
  return (message || name).split('\n')[0]!.replaceAll(/\/\/[^@\s]*@/g, '//');
}
