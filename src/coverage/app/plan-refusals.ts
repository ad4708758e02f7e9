import { DomainError } from '../../kernel/domain-error.js';

export function noSuchPlan(id: string): DomainError {
  return new DomainError('not-found', 'no-such-plan', `There is no plan with the id ${id}.`);
}

export function planChangedSince(): DomainError {
  const message = 'The plan has changed since you read it. Read it again, then repeat your change.';
  return new DomainError('stale', 'changed-since', message);
}

export function planChangedMeanwhile(): DomainError {
  return new DomainError('conflict', 'changed-meanwhile', 'Another change came between; try again.');
}

export function planIsEntered(): DomainError {
  const message =
    'Its cameras stand in the register as planned, so its changes stay as they are; make another plan, or change the cameras.';
  return new DomainError('conflict', 'plan-entered', message);
}

export function buysNothing(): DomainError {
  const message =
    'The plan buys no camera, so there is nothing to enter; what it moves, turns or mends is done at the cameras.';
  return new DomainError('unprocessable', 'nothing-to-enter', message);
}
