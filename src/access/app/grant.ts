import { DomainError } from '../../kernel/domain-error.js';
import type { Actor, Role } from '../actor.js';

/** A role, and the villages that it is limited to; null for all. */
export interface Grant {
  readonly role: Role;
  readonly villageIds: readonly string[] | null;
}

/** Roles that make no sense for some villages only: they see what all share. */
const WHOLE_TOWN: ReadonlySet<Role> = new Set<Role>(['admin', 'auditor']);

export function refuseSenseless({ role, villageIds }: Grant): void {
  if (role === 'village' && (villageIds === null || villageIds.length === 0))
    throw refused('villages-missing', 'villageIds', 'name at least one village for the role village');
  if (WHOLE_TOWN.has(role) && villageIds !== null)
    throw refused(
      'villages-given',
      'villageIds',
      `must be null for the role ${role}, which sees all villages`,
    );
}

/** Whether `holder` may hand out `grant`: admins anything, others what they hold themselves or less of it. */
export function isWithin(grant: Grant, holder: Pick<Actor, 'role' | 'villageIds'>): boolean {
  if (holder.role === 'admin') return true;
  if (holder.role !== grant.role) return false;
  if (holder.villageIds === null) return true;
  const mine = holder.villageIds;
  return grant.villageIds !== null && grant.villageIds.every((id) => mine.includes(id));
}

export function refused(code: string, path: string, message: string): DomainError {
  return new DomainError('unprocessable', code, `${path}: ${message}`, [{ path, message }]);
}

export function conflict(code: string, path: string, message: string): DomainError {
  return new DomainError('conflict', code, `${path}: ${message}`, [{ path, message }]);
}

export function unknownVillage(): DomainError {
  return refused('unknown-village', 'villageIds', 'one of these villages is not in the register');
}

export function notFound(noun: string, id: string): never {
  throw new DomainError('not-found', `no-such-${noun}`, `There is no ${noun} with the id ${id}.`);
}
