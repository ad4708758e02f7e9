import { type Actor, ROLES, SYSTEM_ACTOR } from './actor.js';
import { refuseUnlessAllowed, type RouteRules } from './permission.js';

const open: RouteRules = { roles: ROLES, isWholeTown: false, isOpenBeforePasswordChange: false };
const technician: Actor = { ...SYSTEM_ACTOR, kind: 'user', role: 'technician' };

describe('refuseUnlessAllowed', () => {
  it('lets in who has one of the roles', () => {
    expect(() => refuseUnlessAllowed(technician, false, { ...open, roles: ['technician'] })).not.toThrow();
  });

  it.each<[string, Actor, boolean, Partial<RouteRules>, string]>([
    [
      'another role',
      technician,
      false,
      { roles: ['admin'] },
      'This is for the role admin; your role is technician.',
    ],
    [
      'another role than the several',
      technician,
      false,
      { roles: ['admin', 'auditor'] },
      'This is for the roles admin, auditor; your role is technician.',
    ],
    [
      'a limited account where all villages are meant',
      { ...technician, villageIds: ['a'] },
      false,
      { isWholeTown: true },
      'This is for those whose account is not limited to some villages.',
    ],
    [
      'a first password',
      technician,
      true,
      {},
      'Change the first password before anything else: POST /api/v1/sessions/current/password.',
    ],
  ])('refuses %s', (_, actor, hasFirstPassword, rules, message) => {
    expect(() => refuseUnlessAllowed(actor, hasFirstPassword, { ...open, ...rules })).toThrow(message);
  });

  it('lets a first password change itself', () => {
    const rules = { ...open, isOpenBeforePasswordChange: true };
    expect(() => refuseUnlessAllowed(technician, true, rules)).not.toThrow();
  });
});
