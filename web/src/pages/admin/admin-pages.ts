import type { Role } from '../../api/session.ts';

interface AdminEntry {
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Who may read what, as the API has it; who may write is for each page to ask. */
export const ADMIN_PAGES = [
  { name: 'users', roles: ['admin', 'auditor'] },
  { name: 'tokens', roles: ['admin', 'technician', 'planner', 'auditor'] },
  { name: 'groups', roles: ['admin', 'technician', 'auditor'] },
  { name: 'credentials', roles: ['admin', 'technician', 'auditor'] },
  { name: 'channels', roles: ['admin', 'technician', 'auditor'] },
  { name: 'maintenance', roles: ['admin', 'technician', 'auditor'] },
  { name: 'audit', roles: ['admin', 'auditor'] },
  { name: 'service', roles: ['admin', 'technician', 'auditor'] },
] as const satisfies readonly AdminEntry[];

export type AdminPage = (typeof ADMIN_PAGES)[number]['name'];

/** The pages that are open to somebody, in order. */
export function openTo(role: Role): readonly AdminPage[] {
  return ADMIN_PAGES.filter((page: AdminEntry) => page.roles.includes(role)).map(({ name }) => name);
}

export function rolesOf(page: AdminPage): readonly Role[] {
  return ADMIN_PAGES.find(({ name }) => name === page)!.roles;
}

/** Where `/admin` itself leads. */
export function firstOpen(role: Role | undefined): string {
  if (role === undefined) return '/sign-in';
  const [page] = openTo(role);
  return page === undefined ? '/forbidden' : `/admin/${page}`;
}
