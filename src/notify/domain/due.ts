import type { Instant } from '../../kernel/instant.js';
import type { QuietHours } from './channel.js';
import type { WaitingNotice } from './notice.js';
import { quietUntil } from './quiet-hours.js';

export interface DueRules {
  readonly quietHours: QuietHours | null;
  readonly timeZone: string;
  /** How long the first notice of a digest waits for others. */
  readonly collectMs: number;
}

/** The notices of one village whose digest is due, or when the next one will be; `atMs` null when nothing waits. */
export type Due =
  | { readonly isDue: true; readonly villageId: string | null; readonly notices: readonly WaitingNotice[] }
  | { readonly isDue: false; readonly at: Instant | null };

/**
 * What a channel tells next: a village with an urgent notice first, else the one that waits longest. A digest takes
 * along what was collected after its first notice; while it is quiet, routine notices wait until it is over.
 */
export function nextDue(waiting: readonly WaitingNotice[], rules: DueRules, now: Instant): Due {
  const quietEnd = rules.quietHours === null ? null : quietUntil(now, rules.quietHours, rules.timeZone);
  const free = quietEnd === null ? waiting : waiting.filter(({ level }) => level === 'urgent');
  // Where the clock was set back, nothing was posted in the future.
  const readyAt = ({ postedAt }: WaitingNotice): Instant => Math.min(postedAt, now) + rules.collectMs;
  const groups = [...byVillage(free)].map(([villageId, notices]) => ({
    villageId,
    notices,
    readyAt: Math.min(...notices.map(readyAt)),
    isUrgent: notices.some(({ level }) => level === 'urgent'),
  }));
  const [first] = groups
    .filter((group) => group.readyAt <= now)
    .toSorted((a, b) => Number(b.isUrgent) - Number(a.isUrgent) || a.readyAt - b.readyAt);
  if (first !== undefined) return { isDue: true, villageId: first.villageId, notices: first.notices };
  const next = groups.map((group) => group.readyAt);
  if (quietEnd !== null && free.length < waiting.length) next.push(quietEnd);
  return { isDue: false, at: next.length === 0 ? null : Math.min(...next) };
}

function byVillage(notices: readonly WaitingNotice[]): ReadonlyMap<string | null, readonly WaitingNotice[]> {
  const groups = new Map<string | null, WaitingNotice[]>();
  for (const notice of notices) {
    const group = groups.get(notice.villageId);
    if (group === undefined) groups.set(notice.villageId, [notice]);
    else group.push(notice);
  }
  return groups;
}
