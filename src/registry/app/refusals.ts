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

/** `named`: who of the register still names it, with their count, as `{ camera: 2 }`; none where another room does. */
export function inUse(noun: string, named: Readonly<Record<string, number>>): DomainError {
  const counts = Object.entries(named).filter(([, count]) => count > 0);
  if (counts.length === 0)
    return new DomainError(
      'conflict',
      `${noun}-in-use`,
      `The ledger of its awards and purchases, which is kept for good, still names this ${noun}.`,
    );
  const list = counts.map(([what, count]) => `${count} ${what}${count === 1 ? '' : 's'}`).join(' and ');
  const isOne = counts.reduce((sum, [, count]) => sum + count, 0) === 1;
  const message = `${list} still name${isOne ? 's' : ''} this ${noun}; change or remove ${isOne ? 'it' : 'them'} first.`;
  return new DomainError('conflict', `${noun}-in-use`, message);
}

/** Of a camera that another room still names. */
export function paidFor(): DomainError {
  const message =
    'A purchase paid for this camera and accounts for it; set its lifecycle to removed, or untie it from the purchase first.';
  return new DomainError('conflict', 'camera-in-use', message);
}
