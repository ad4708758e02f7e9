import type { Instant } from '../../kernel/instant.js';

/**
 * 工单: from `open` to `closed`, which only probing reaches; `cancelled` is an admin's word. An order is finished when
 * it is closed or cancelled.
 */
export const ORDER_STATES = [
  'open',
  'assigned',
  'accepted',
  'on-site',
  'mended',
  'closed',
  'cancelled',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** Opened by rule, by hand, or because somebody in a village reported a fault. */
export const ORDER_ORIGINS = ['rule', 'hand', 'report'] as const;
export type OrderOrigin = (typeof ORDER_ORIGINS)[number];

/** 原因, as people found it on site; the last one only where the camera came back before anybody mended it. */
export const REPAIR_CAUSES = [
  'power',
  'network',
  'switch',
  'cable',
  'camera-hardware',
  'camera-settings',
  'lens-dirty',
  'blocked-view',
  'moved',
  'vandalism',
  'weather',
  'construction',
  'platform',
  'no-fault-found',
  'other',
  'self-recovered',
] as const;
export type RepairCause = (typeof REPAIR_CAUSES)[number];

export interface WorkOrder {
  readonly id: string;
  readonly origin: OrderOrigin;
  readonly state: OrderState;
  /** The incident whose cameras it is for; null for a single camera. */
  readonly incidentId: string | null;
  /** Those that it is for; an incident's may grow. Never empty. */
  readonly cameraIds: readonly string[];
  /** What is to be done, in people's words. */
  readonly title: string;
  readonly contractor: string | null;
  /** The name that whoever does it acts under. */
  readonly assignee: string | null;
  readonly cause: RepairCause | null;
  readonly parts: string | null;
  readonly note: string | null;
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly dueAt: Instant;
  /** When somebody last said that it is mended; null while nobody did. */
  readonly mendedAt: Instant | null;
  /** When it was closed or cancelled; null while it is neither. */
  readonly finishedAt: Instant | null;
  /** How often it fell again soon after it was closed. */
  readonly reopened: number;
  /** How often people were reminded since it was last opened. */
  readonly reminders: number;
  /** Whether people were told that it is mended on paper only, since somebody last said that it is mended. */
  readonly isPaperTold: boolean;
  /** Grows by one with every step but a reminder. */
  readonly revision: number;
}

export const UNFINISHED_STATES: readonly OrderState[] = ORDER_STATES.filter(
  (state) => state !== 'closed' && state !== 'cancelled',
);

export function isFinished({ state }: Pick<WorkOrder, 'state'>): boolean {
  return state === 'closed' || state === 'cancelled';
}
