import type { Sign } from '../../map/shapes.ts';
import type { Status } from './answers.ts';

/** How a place stands. Dark is what repair mends, uncovered is what only buying does. */
export const PLACE_SIGNS = {
  covered: { shape: 'disc', colour: '#2e7d32' },
  fragile: { shape: 'triangle', colour: '#b26a00' },
  dark: { shape: 'diamond', colour: '#4a148c' },
  uncovered: { shape: 'square', colour: '#c62828' },
} as const satisfies Record<Status, Sign>;

/** Where a camera could hang, where one could but for the area around it, and the corner of an area being drawn. */
export const SITE_SIGNS = {
  site: { shape: 'diamond', colour: '#1565c0' },
  'site-barred': { shape: 'cross', colour: '#b71c1c' },
  corner: { shape: 'disc', colour: '#b71c1c' },
} as const satisfies Record<string, Sign>;

/** Ground that cameras see. */
export const GROUND_COLOURS = { live: '#3f8fd2', silent: '#8a94a0', draft: '#00897b' } as const;

/** What a camera is on the map: it lives, it does not, or the draft has made something of it. */
export type Mark = 'live' | 'silent' | 'bought' | 'changed' | 'removed';

export const CAMERA_SIGNS = {
  live: { shape: 'disc', colour: '#1c4e8a' },
  silent: { shape: 'cross', colour: '#5b6470' },
  bought: { shape: 'plus', colour: '#00695c' },
  changed: { shape: 'disc', colour: '#00695c' },
  removed: { shape: 'cross', colour: '#c62828' },
} as const satisfies Record<Mark, Sign>;
