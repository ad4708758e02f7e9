import type { Role } from '../../api/session.ts';
import { i18n } from '../../locales/index.ts';

/** How one field of a group is typed. `lines`: one value a line; `secret`: never shown, left out stays. */
export interface GroupField {
  readonly path: string;
  readonly kind: 'text' | 'village-kind' | 'lines' | 'secret';
}

export interface GroupNoun {
  readonly noun: 'villages' | 'programmes' | 'zones' | 'credentials';
  readonly fields: readonly GroupField[];
  readonly writers: readonly Role[];
}

const NAME: GroupField = { path: 'name', kind: 'text' };

/** A camera's name is called otherwise. */
export function labelOf({ path }: GroupField): string {
  return i18n.global.t(path === 'name' ? 'admin.groups.name' : `fields.${path}`);
}

/** What cameras are grouped by. */
export const GROUPS: readonly GroupNoun[] = [
  {
    noun: 'villages',
    fields: [NAME, { path: 'kind', kind: 'village-kind' }, { path: 'code', kind: 'text' }],
    writers: ['admin', 'technician'],
  },
  { noun: 'programmes', fields: [NAME], writers: ['admin', 'technician'] },
  {
    noun: 'zones',
    fields: [NAME, { path: 'allowedNetworks', kind: 'lines' }],
    writers: ['admin', 'technician'],
  },
];

export const CREDENTIALS: GroupNoun = {
  noun: 'credentials',
  fields: [NAME, { path: 'username', kind: 'text' }, { path: 'password', kind: 'secret' }],
  writers: ['admin'],
};
