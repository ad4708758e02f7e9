import { DomainError } from '../../kernel/domain-error.js';

/** The revisions that a write may go over; null takes any. */
export type Expected = readonly number[] | null;

export function notFound(noun: string, id: string): DomainError {
  return new DomainError('not-found', `no-such-${noun}`, `There is no ${noun} with the id ${id}.`);
}

export function refusal(path: string, code: string, message: string): DomainError {
  return new DomainError('unprocessable', code, `${path}: ${message}`, [{ path, message }]);
}

/** `what` says how it is now. */
export function refuseStale(expected: Expected, revision: number, what: string): void {
  if (expected === null || expected.includes(revision)) return;
  throw new DomainError(
    'stale',
    'changed-since',
    `${what} has changed since you read it. Read it again, then repeat your step.`,
  );
}
