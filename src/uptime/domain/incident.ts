import type { Instant } from '../../kernel/instant.js';

/**
 * What is suspected of having taken cameras down together: something that they share, their great number alone, or
 * the prober, which then says nothing of the cameras.
 */
export const CAUSE_KINDS = [
  'pole',
  'uplink',
  'nvr',
  'power-feed',
  'zone',
  'village',
  'many',
  'prober',
] as const;
export type CauseKind = (typeof CAUSE_KINDS)[number];

export interface Cause {
  readonly kind: CauseKind;
  /** The id of a zone or village, the name of what else is shared; `town` for `many`. */
  readonly key: string;
  /** For people. */
  readonly name: string;
}

/** Outages that fell together, or one blindness of ours. */
export interface Incident {
  readonly id: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly cause: Cause;
  /** Cameras that fell with it, or that nobody could look at. */
  readonly cameras: number;
  readonly villageIds: readonly string[];
  readonly programmeIds: readonly string[];
  /** The incident that turned out to be the same; null for most. */
  readonly mergedInto: string | null;
}

/** Those of the prober say nothing of cameras. */
export function isAboutCameras({ cause }: Pick<Incident, 'cause'>): boolean {
  return cause.kind !== 'prober';
}
