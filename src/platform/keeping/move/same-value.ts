import { StartError } from '../../start-error.js';

export type ColumnKind = 'text' | 'integer' | 'double' | 'boolean';

/** PostgreSQL's names of what `platform/database/columns` makes. */
export const KINDS: Readonly<Record<string, ColumnKind>> = {
  text: 'text',
  'character varying': 'text',
  integer: 'integer',
  bigint: 'integer',
  'double precision': 'double',
  boolean: 'boolean',
};

/**
 * A value of SQLite as PostgreSQL reads and shows it: whole numbers with all their digits, `true` where SQLite has 1.
 * Throws what PostgreSQL cannot hold.
 */
export function fromSqlite(value: unknown, kind: ColumnKind): string | null {
  if (value === null) return null;
  switch (kind) {
    case 'boolean':
      if (value === 0n || value === 1n) return String(value === 1n);
      break;
    case 'integer':
      if (typeof value === 'bigint') return String(value);
      break;
    case 'double':
      if (typeof value === 'number' || typeof value === 'bigint') return String(Number(value));
      break;
    case 'text':
      if (typeof value === 'string' && !value.includes('\0')) return value;
      break;
  }
  const why = typeof value === 'string' ? 'text with a NUL character' : `${typeof value}`;
  throw new StartError(`holds ${why}, which PostgreSQL cannot keep as ${kind}`);
}

/** The same of what the `pg` driver answers. */
export function fromPostgres(value: unknown): string | null {
  return value === null ? null : String(value as string | number | boolean);
}
