import { QueryFailedError } from 'typeorm';

/** What the database refused: SQLite's codes and PostgreSQL's. Null for any other failure. */
export function brokenRule(cause: unknown): 'duplicate' | 'dangling' | null {
  if (!(cause instanceof QueryFailedError)) return null;
  const { code } = cause.driverError as { code?: unknown };
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === '23505')
    return 'duplicate';
  return code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || code === '23503' ? 'dangling' : null;
}
