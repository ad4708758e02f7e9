import { DomainError } from '../../../kernel/domain-error.js';

/** Does `work`; what it refuses is told with the path of that part of the request before its own (`changes.3`). */
export function within<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    const { kind, code, message, fields } = cause;
    const placed = fields.map((field) => ({ ...field, path: `${path}.${field.path}` }));
    throw new DomainError(kind, code, `${path}: ${message}`, placed, { cause });
  }
}
