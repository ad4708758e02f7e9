import type { Page } from 'playwright-core';

export const DESK = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** A page as it is shown in the README. */
export interface Shot {
  readonly name: string;
  readonly path: string;
  /** Null for who is not signed in. */
  readonly user: 'demo-admin' | 'demo-technician' | 'demo-planner' | 'demo-village' | null;
  readonly devices: readonly ('desk' | 'phone')[];
  /** What is done on the page before the picture. */
  readonly open?: (page: Page) => Promise<void>;
}

export const SHOTS: readonly Shot[] = [
  { name: 'overview', path: '/', user: 'demo-admin', devices: ['desk', 'phone'] },
  { name: 'faults', path: '/faults', user: 'demo-technician', devices: ['desk', 'phone'] },
  {
    name: 'camera',
    path: '/faults',
    user: 'demo-technician',
    devices: ['desk', 'phone'],
    open: async (page) => {
      await page.locator('main a[href^="/cameras/"]').first().click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  },
  { name: 'planning', path: '/planning', user: 'demo-planner', devices: ['desk'] },
  { name: 'villages', path: '/villages', user: 'demo-village', devices: ['desk'] },
  { name: 'register', path: '/register', user: 'demo-admin', devices: ['desk'] },
  { name: 'admin', path: '/admin', user: 'demo-admin', devices: ['desk'] },
  { name: 'sign-in', path: '/sign-in', user: null, devices: ['phone'] },
];
