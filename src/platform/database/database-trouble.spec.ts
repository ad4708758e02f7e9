import { QueryFailedError } from 'typeorm';
import { DatabaseAway, databaseTrouble, type DatabaseTrouble } from './database-trouble.js';

const failed = (code: string | undefined, message = 'no'): unknown =>
  new QueryFailedError('SELECT 1', [], Object.assign(new Error(message), { code }));

describe('databaseTrouble', () => {
  it.each<[string, unknown, DatabaseTrouble | null]>([
    ['SQLite has no room', failed('SQLITE_FULL'), 'not-writable'],
    ['SQLite has a disk that fails', failed('SQLITE_IOERR_WRITE'), 'not-writable'],
    ['SQLite cannot open its log', failed('SQLITE_CANTOPEN'), 'not-writable'],
    ['PostgreSQL has no room', failed('53100'), 'not-writable'],
    ['PostgreSQL is a standby', failed('25006'), 'not-writable'],
    ['PostgreSQL shuts down', failed('57P01'), 'away'],
    ['PostgreSQL takes no more connections', failed('53300'), 'away'],
    ['the connection broke', failed('08006'), 'away'],
    ['the socket broke', failed('ECONNRESET'), 'away'],
    ['the driver lost it', failed(undefined, 'Connection terminated unexpectedly'), 'away'],
    ['none could be had', new DatabaseAway('no'), 'away'],
    ['a row is there already', failed('SQLITE_CONSTRAINT_UNIQUE'), null],
    ['a table is missing', failed('42P01'), null],
    ['we write outside of a transaction', failed('SQLITE_READONLY'), null],
    ['it was a query of nothing', failed(undefined, 'syntax error'), null],
    ['a camera refused a connection', Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), null],
    ['nothing was said', null, null],
  ])('where %s', (_what, cause, expected) => {
    expect(databaseTrouble(cause)).toBe(expected);
  });
});
