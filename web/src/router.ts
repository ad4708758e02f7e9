import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { person, type Role, session } from './api/session.ts';
import { readTown, town } from './api/town.ts';
import { firstOpen, rolesOf } from './pages/admin/admin-pages.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Whoever signs in, where it is left out. */
    readonly roles?: readonly Role[];
    readonly isPublic?: boolean;
    /** Its word in the navigation; pages without one are reached from others. */
    readonly nav?: 'overview' | 'faults' | 'planning' | 'villages' | 'register' | 'admin';
  }
}

const OF_MONEY = ['admin', 'planner', 'village', 'auditor'] as const;
const WRITES_MONEY = ['admin', 'village'] as const;

/** 村务. */
const villages: readonly RouteRecordRaw[] = [
  {
    path: '/villages',
    component: () => import('./pages/villages/villages-page.vue'),
    meta: { nav: 'villages', roles: OF_MONEY },
  },
  {
    path: '/villages/import',
    component: () => import('./pages/villages/past-years/import-page.vue'),
    meta: { roles: WRITES_MONEY },
  },
  {
    path: '/villages/publications',
    component: () => import('./pages/villages/publications/publications-page.vue'),
    meta: { roles: OF_MONEY },
  },
  {
    path: '/villages/report',
    component: () => import('./pages/villages/reports/report-page.vue'),
    meta: { roles: OF_MONEY },
  },
  {
    path: '/villages/:villageId',
    component: () => import('./pages/villages/village-page.vue'),
    props: true,
    meta: { roles: OF_MONEY },
  },
  {
    path: '/villages/:villageId/publications',
    redirect: ({ params }) => ({
      path: '/villages/publications',
      query: { villageId: String(params['villageId']) },
    }),
  },
  {
    path: '/villages/:villageId/purchases/new',
    component: () => import('./pages/villages/purchase-form-page.vue'),
    props: true,
    meta: { roles: WRITES_MONEY },
  },
  {
    path: '/villages/:villageId/purchases/:purchaseId',
    component: () => import('./pages/villages/purchase-page.vue'),
    props: true,
    meta: { roles: OF_MONEY },
  },
  {
    path: '/villages/:villageId/purchases/:purchaseId/claim',
    component: () => import('./pages/villages/warranties/claim-page.vue'),
    props: true,
    meta: { roles: OF_MONEY },
  },
  {
    path: '/villages/:villageId/purchases/:purchaseId/correct',
    component: () => import('./pages/villages/purchase-form-page.vue'),
    props: true,
    meta: { roles: WRITES_MONEY },
  },
];

export const routes: readonly RouteRecordRaw[] = [
  { path: '/', component: () => import('./pages/overview/overview-page.vue'), meta: { nav: 'overview' } },
  { path: '/faults', component: () => import('./pages/faults/faults-page.vue'), meta: { nav: 'faults' } },
  { path: '/cameras/:id', component: () => import('./pages/camera/camera-page.vue') },
  {
    path: '/planning',
    component: () => import('./pages/planning/planning-page.vue'),
    meta: { nav: 'planning' },
  },
  { path: '/planning/plans/:id', component: () => import('./pages/planning/plans/plan-page.vue') },
  ...villages,
  {
    path: '/register',
    component: () => import('./pages/register/register-page.vue'),
    meta: { nav: 'register' },
  },
  { path: '/register/cameras/:id', component: () => import('./pages/register/camera-page.vue'), props: true },
  {
    path: '/register/import',
    component: () => import('./pages/register/import-page.vue'),
    meta: { roles: ['admin', 'technician', 'village'] },
  },
  {
    path: '/register/discovery',
    component: () => import('./pages/register/discovery-page.vue'),
    meta: { roles: ['admin', 'technician', 'planner', 'auditor'] },
  },
  { path: '/register/quality', component: () => import('./pages/register/quality-page.vue') },
  {
    path: '/admin',
    component: () => import('./pages/forbidden-page.vue'),
    beforeEnter: () => firstOpen(person.value?.role),
    meta: { nav: 'admin', roles: ['admin', 'technician', 'planner', 'auditor'] },
  },
  {
    path: '/admin/users',
    component: () => import('./pages/admin/users-page.vue'),
    meta: { roles: rolesOf('users') },
  },
  {
    path: '/admin/tokens',
    component: () => import('./pages/admin/tokens-page.vue'),
    meta: { roles: rolesOf('tokens') },
  },
  {
    path: '/admin/groups',
    component: () => import('./pages/admin/groups-page.vue'),
    meta: { roles: rolesOf('groups') },
  },
  {
    path: '/admin/credentials',
    component: () => import('./pages/admin/credentials-page.vue'),
    meta: { roles: rolesOf('credentials') },
  },
  {
    path: '/admin/channels',
    component: () => import('./pages/admin/channels-page.vue'),
    meta: { roles: rolesOf('channels') },
  },
  {
    path: '/admin/maintenance',
    component: () => import('./pages/admin/maintenance-page.vue'),
    meta: { roles: rolesOf('maintenance') },
  },
  {
    path: '/admin/audit',
    component: () => import('./pages/admin/audit-page.vue'),
    meta: { roles: rolesOf('audit') },
  },
  {
    path: '/admin/service',
    component: () => import('./pages/admin/service-page.vue'),
    meta: { roles: rolesOf('service') },
  },
  { path: '/welcome', component: () => import('./pages/welcome/welcome-page.vue'), meta: { isPublic: true } },
  { path: '/sign-in', component: () => import('./pages/sign-in/sign-in-page.vue'), meta: { isPublic: true } },
  { path: '/password', component: () => import('./pages/sign-in/password-page.vue') },
  { path: '/forbidden', component: () => import('./pages/forbidden-page.vue') },
  { path: '/:rest(.*)*', component: () => import('./pages/not-found-page.vue'), meta: { isPublic: true } },
];

export const router = createRouter({ history: createWebHistory(), routes: [...routes] });

/** Asked for beside who it is, and not after: a page of its own is the next that is needed, whatever comes between. */
export function loadAhead(path: string): void {
  for (const { components } of router.resolve(path).matched) {
    const page: unknown = components?.['default'];
    if (typeof page === 'function') void (page as () => Promise<unknown>)().catch(() => undefined);
  }
}

router.beforeEach(async ({ meta, fullPath, path }) => {
  if (!meta.isPublic) void session.find().catch(() => undefined);
  await readTown();
  if (town.isFirstRun && path !== '/welcome') return { path: '/welcome' };
  if (path === '/welcome' && !town.isFirstRun) await session.find();
  if (meta.isPublic) return true;
  const person = await session.find();
  if (person === null) return { path: '/sign-in', query: { to: fullPath } };
  if (person.mustChangePassword && path !== '/password') return { path: '/password' };
  if (meta.roles !== undefined && !meta.roles.includes(person.role))
    return { path: '/forbidden', query: { of: fullPath } };
  return true;
});
