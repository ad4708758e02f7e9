import { MINUTE_MS, type Instant } from '../../../kernel/instant.js';
import { type Status, STATUSES } from '../map/status.js';

/** How a place stood: `unwatched` while nobody looked, so that it may have been a gap or not. */
export const STANDINGS = [...STATUSES, 'unwatched'] as const;
export type PlaceStanding = Status | 'unwatched';

/** From `at` on the place stood so. */
export interface PlaceTurn {
  readonly at: Instant;
  readonly to: PlaceStanding;
}

export type TimeByStanding = Readonly<Record<PlaceStanding, number>>;

/**
 * Milliseconds between `from` and `to` in each standing; the turns in order, those before `from` saying what held then.
 * Before the first turn nobody looked. Covered at 0, dark at 10, to 30: covered 10, dark 20.
 */
export function timeByStanding(turns: readonly PlaceTurn[], from: Instant, to: Instant): TimeByStanding {
  const time = Object.fromEntries(STANDINGS.map((standing) => [standing, 0])) as Record<
    PlaceStanding,
    number
  >;
  let [since, standing]: [Instant, PlaceStanding] = [from, 'unwatched'];
  for (const turn of turns) {
    const at = Math.min(Math.max(turn.at, from), to);
    time[standing] += Math.max(0, at - since);
    [since, standing] = [Math.max(since, at), turn.to];
  }
  time[standing] += Math.max(0, to - since);
  return time;
}

export interface GapMinutes {
  readonly dark: number;
  readonly uncovered: number;
  readonly total: number;
  readonly watched: number;
  readonly unwatched: number;
  /** Of the time that somebody looked, the share that the place was a gap; null where nobody ever did. */
  readonly gapShare: number | null;
  /** The same of `dark` alone: covered on paper, and not in fact. */
  readonly darkShare: number | null;
}

/** Minutes to two digits. Time in which nobody looked is no gap. */
export function gapMinutes(time: TimeByStanding): GapMinutes {
  const watchedMs = STATUSES.reduce((sum, status) => sum + time[status], 0);
  const gapMs = time.dark + time.uncovered;
  return {
    dark: minutes(time.dark),
    uncovered: minutes(time.uncovered),
    total: minutes(gapMs),
    watched: minutes(watchedMs),
    unwatched: minutes(time.unwatched),
    gapShare: watchedMs === 0 ? null : gapMs / watchedMs,
    darkShare: watchedMs === 0 ? null : time.dark / watchedMs,
  };
}

function minutes(ms: number): number {
  return Number((ms / MINUTE_MS).toFixed(2));
}
