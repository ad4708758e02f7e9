import { QueryFailedError } from 'typeorm';

/**
 * Why a write did not happen. `duplicate`: a unique column has the value already. `dangling`: it names a row that is
 * not there, or others name it. `missing`: there is no such row. `stale`: the row is no longer what the caller saw.
 */
export type Refusal = 'duplicate' | 'dangling' | 'missing' | 'stale';

/** Thrown inside a transaction, so that all of it is undone. `entryId` is null where the database does not say. */
export class BrokenRule extends Error {
  constructor(
    readonly refusal: Refusal,
    readonly entryId: string | null = null,
    options?: ErrorOptions,
  ) {
    super(`${refusal}${entryId === null ? '' : ` ${entryId}`}`, options);
    this.name = 'BrokenRule';
  }
}

/** What a failed write is: a broken rule where the database names one, else the failure as it is. */
export function asBrokenRule(cause: unknown): unknown {
  if (!(cause instanceof QueryFailedError)) return cause;
  const { code } = cause.driverError as { code?: unknown };
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === '23505') {
    return new BrokenRule('duplicate', null, { cause });
  }
  const isDangling = code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || code === '23503';
  return isDangling ? new BrokenRule('dangling', null, { cause }) : cause;
}
