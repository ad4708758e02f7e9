import { DomainError, type DomainErrorKind, type FieldError } from '../../kernel/domain-error.js';

/** A {@link DomainError} on its way between threads, where classes get lost. */
export interface Refusal {
  readonly kind: DomainErrorKind;
  readonly code: string;
  readonly message: string;
  readonly fields: readonly FieldError[];
}

/** Null for what nobody expected. */
export function refusalOf(cause: unknown): Refusal | null {
  if (!(cause instanceof DomainError)) return null;
  const { kind, code, message, fields } = cause;
  return { kind, code, message, fields };
}

export function errorOf({ kind, code, message, fields }: Refusal): DomainError {
  return new DomainError(kind, code, message, fields);
}
