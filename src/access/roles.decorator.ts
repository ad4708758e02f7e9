import { SetMetadata } from '@nestjs/common';
import { type Role, ROLES } from './actor.js';

export const ROLES_OF_ROUTE = 'shouwang:roles';
export const WHOLE_TOWN_ROUTE = 'shouwang:whole-town';
export const FIRST_PASSWORD_ROUTE = 'shouwang:first-password';
export const AUDITED_ROUTE = 'shouwang:audited';

/**
 * Who may call a route. Every method of a controller names its roles; what names none is for `admin` alone, so that a
 * route that somebody forgot is closed. `admin` is named like the others, and not implied.
 */
export const Roles = (...roles: readonly Role[]): MethodDecorator & ClassDecorator =>
  SetMetadata(ROLES_OF_ROUTE, roles);

/** Every signed-in person and program. What exists for them is the matter of {@link VillageScope}. */
export const EveryRole = (): MethodDecorator & ClassDecorator => Roles(...ROLES);

/** Only for those whose role is not limited to some villages: the answer sums over all, or changes what all share. */
export const WholeTown = (isMeant = true): MethodDecorator & ClassDecorator =>
  SetMetadata(WHOLE_TOWN_ROUTE, isMeant);

/** Open also to a user who still has the first password. */
export const OpenBeforePasswordChange = (): MethodDecorator & ClassDecorator =>
  SetMetadata(FIRST_PASSWORD_ROUTE, true);

/** Writes are audited anyway; this one although it only reads (an export, a look at a frame) or is public (a login). */
export const Audited = (): MethodDecorator & ClassDecorator => SetMetadata(AUDITED_ROUTE, true);

/** A question too long for an address: it is sent as a write is, changes nothing, and the audit trail need not keep it. */
export const OnlyAsks = (): MethodDecorator => SetMetadata(AUDITED_ROUTE, false);
