import { createHash } from 'node:crypto';
import type { AuditRow } from '../store/rows.js';

/** What is chained: a row without its hash. */
export type AuditContent = Omit<AuditRow, 'hash'>;

/** What stands before the first row. */
export const NOTHING_BEFORE = '0'.repeat(64);

/**
 * SHA-256 over the hash of the row before and the content of this one, field by field in this order. Two contents never
 * read the same, because JSON marks where each field ends.
 */
export function chainedHash(previous: string, row: AuditContent): string {
  const { seq, at, actorKind, actorId, actorName, role, address, action, subject, status, reason } = row;
  const content = [seq, at, actorKind, actorId, actorName, role, address, action, subject, status, reason];
  return createHash('sha256')
    .update(`${previous}\n${JSON.stringify(content)}`)
    .digest('hex');
}
