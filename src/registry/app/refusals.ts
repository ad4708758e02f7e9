import { DomainError } from '../../kernel/domain-error.js';

export function notFound(noun: string, id: string): never {
  throw new DomainError('not-found', `no-such-${noun}`, `There is no ${noun} with the id ${id}.`);
}

export function conflict(code: string, path: string, message: string): DomainError {
  return new DomainError('conflict', code, `${path}: ${message}`, [{ path, message }]);
}

export function refused(code: string, path: string, message: string): DomainError {
  return new DomainError('unprocessable', code, `${path}: ${message}`, [{ path, message }]);
}

export function inUse(noun: string, cameras: number): DomainError {
  const still = cameras === 1 ? '1 camera still names' : `${cameras} cameras still name`;
  const message = `${still} this ${noun}; change or remove ${cameras === 1 ? 'it' : 'them'} first.`;
  return new DomainError('conflict', `${noun}-in-use`, message);
}
