import { DomainError } from '../kernel/domain-error.js';
import type { Actor, Role } from './actor.js';

/** What a route asks of those who call it. */
export interface RouteRules {
  readonly roles: readonly Role[];
  readonly isWholeTown: boolean;
  readonly isOpenBeforePasswordChange: boolean;
}

/** Each refusal is a {@link DomainError}; `hasFirstPassword` comes first, so that nothing else is learned before. */
export function refuseUnlessAllowed(actor: Actor, hasFirstPassword: boolean, route: RouteRules): void {
  if (hasFirstPassword && !route.isOpenBeforePasswordChange)
    throw forbidden(
      'must-change-password',
      'Change the first password before anything else: POST /api/v1/sessions/current/password.',
    );
  if (actor.role === null || !route.roles.includes(actor.role))
    throw forbidden('not-allowed', `This is for ${listed(route.roles)}; your role is ${actor.role}.`);
  if (route.isWholeTown && actor.villageIds !== null)
    throw forbidden('whole-town-only', 'This is for those whose account is not limited to some villages.');
}

function forbidden(code: string, message: string): DomainError {
  return new DomainError('forbidden', code, message);
}

function listed(roles: readonly Role[]): string {
  return roles.length === 1 ? `the role ${roles[0]}` : `the roles ${roles.join(', ')}`;
}
