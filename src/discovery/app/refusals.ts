import { DomainError } from '../../kernel/domain-error.js';

export function notFound(noun: string, id: string): never {
  throw new DomainError('not-found', `no-such-${noun}`, `There is no ${noun} with the id ${id}.`);
}

export function refused(code: string, path: string, message: string): DomainError {
  return new DomainError('unprocessable', code, `${path}: ${message}`, [{ path, message }]);
}

export function conflict(code: string, message: string): DomainError {
  return new DomainError('conflict', code, message);
}
