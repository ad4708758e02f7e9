import type { Problem } from '../api/problem.ts';
import type { Role } from '../api/session.ts';
import { i18n } from '../locales/index.ts';

const { t, te } = i18n.global;

/** To whom something is open that was refused, as far as the service says, and whom to ask. */
export function whoMay({ code, message }: Pick<Problem, 'code' | 'message'>): string {
  if (code === 'whole-town-only')
    return `${t('frame.faces.openToWholeTown')} ${t('frame.faces.forbiddenNext')}`;
  const [, roles] = /for the roles? ([\w, -]+);/.exec(message) ?? [];
  return openTo(roles?.split(', ') ?? []);
}

/** The same of a page, by the roles that it names; none where nobody knows. */
export function openTo(roles: readonly (Role | string)[]): string {
  const words = roles.filter((role) => te(`frame.roles.${role}`)).map((role) => t(`frame.roles.${role}`));
  const next = t('frame.faces.forbiddenNext');
  return words.length === 0
    ? next
    : `${t('frame.faces.openTo', { roles: words.join(t('frame.faces.and')) })} ${next}`;
}
