import type { Line } from '../../platform/queue/queues.js';

/** Probes are never made twice: one whose prober dies may have spent a login. */
export function probeLine(zoneId: string): Line {
  return { realm: zoneId, kind: 'probe', delivery: 'at-most-once' };
}

/** Evidence is never lost, and does no harm twice. */
export function evidenceLine(zoneId: string): Line {
  return { realm: zoneId, kind: 'evidence', delivery: 'at-least-once' };
}

/** Of the messages: raised only where an older reader would go wrong. What it does not know it leaves aside. */
export const MESSAGE_VERSION = 1;

/** So many cameras of one zone go out together. */
export const MAX_ERRANDS = 100;

/** A prober says at least so often that it is there. Milliseconds. */
export const PRESENCE_MS = 10_000;
