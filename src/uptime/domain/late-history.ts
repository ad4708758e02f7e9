import type { Fault } from '../../kernel/fault.js';
import type { Instant } from '../../kernel/instant.js';
import { advance, type ConfirmationPolicy, type JudgedAs } from './advance.js';
import { isOutOfSight, newStanding, type Standing, type Transition, ZONE_BLIND } from './standing.js';
import type { Sight } from './zone-sight.js';

/** What somebody saw of a camera that was out of our sight, told afterwards. */
export interface LateLook {
  readonly at: Instant;
  readonly verdict: JudgedAs;
}

export interface LatePolicy extends Pick<ConfirmationPolicy, 'missedHeartbeats' | 'failedFrames'> {
  /** After a look its outcome holds for so long; what lies beyond that until the next one nobody saw. */
  readonly patienceMs: number;
}

/** Where the looks of a camera ended that were told until now. */
export interface LateThread {
  readonly patienceMs: number;
  readonly standing: Standing;
  readonly seenAt: Instant;
  /** The transitions of that very instant: they stay where what follows is written anew. */
  readonly ofThatInstant: readonly Transition[];
}

/** Whether a history that says "out of sight" since `since` ends where the thread does. */
export function isEndOf({ seenAt, standing }: LateThread, since: Instant): boolean {
  return since === (standing.state === 'unknown' ? standing.since : seenAt);
}

/** What is to stand in the history from an instant on, in place of what stood there. */
export interface Rewrite {
  readonly from: Instant;
  readonly rows: readonly Transition[];
}

export interface LateOutcome extends Rewrite {
  /** What was learned of the gap alone. */
  readonly learned: readonly Transition[];
  /** How the camera stood before, and when that was seen last. */
  readonly before: Standing;
  readonly seenFrom: Instant;
  /** When the history goes on with what we saw ourselves; null where it does not yet. */
  readonly until: Instant | null;
  readonly thread: LateThread;
}

interface Filling {
  /** Of the row that says that nobody sees the camera any more. */
  readonly index: number;
  readonly before: Standing;
  readonly from: Instant;
  readonly until: Instant | null;
  readonly fault: Fault;
  readonly seenFrom: Instant;
  rows: readonly Transition[];
  standing: Standing;
  seenAt: Instant;
  hasLooked: boolean;
}

/**
 * The history of one camera while late looks fill its gaps in: stretches in which it was out of our sight. What newer or
 * our own looks decided stays as it is: a look outside a gap, or no newer than the last one in it, changes nothing.
 *
 * Worked value, with looks each minute and patience for three: a camera is online, out of sight from 12:00 to 12:10, and its
 * prober says at 12:10 that it was silent at 12:03, 12:04 and 12:05, and live at 12:06 … 12:10. The history then says online
 * until 12:05, offline until 12:06, and online since.
 */
export class LateHistory {
  readonly outcomes: LateOutcome[] = [];
  private rows: readonly Transition[];
  private filling: Filling | null = null;

  /**
   * `rows`: oldest first, with two that came before the first look. `lastSeenAt`: when we last looked ourselves; null where
   * that is not known. `thread`: as the looks before left it, where the history still ends there.
   */
  constructor(
    rows: readonly Transition[],
    private readonly policy: LatePolicy,
    private readonly known: { readonly lastSeenAt: Instant | null; readonly thread: LateThread | null },
  ) {
    this.rows = rows;
  }

  /** What holds since when, as far as anything is known. */
  get last(): Transition | undefined {
    return this.rows.at(-1);
  }

  /** `sight` is asked before a silent camera is called offline. */
  take(look: LateLook, sight: () => Sight): void {
    const filling = this.fillingAt(look.at);
    if (filling === null || look.at <= filling.seenAt) return;
    if (look.at - filling.seenAt > this.policy.patienceMs) this.loseSight(filling, filling.seenAt);
    const next = advance(filling.standing, look.verdict, look.at, this.policy);
    const seen = next.transition?.to === 'offline' ? sight() : 'clear';
    if (seen === 'blind') this.loseSight(filling, look.at);
    else if (seen === 'clear') enter(filling, next.standing, next.transition);
    else this.countOn(filling, look);
    filling.seenAt = look.at;
    filling.hasLooked = true;
  }

  /** What was filled in goes into the history. */
  settle(): void {
    const { filling } = this;
    this.filling = null;
    if (filling === null || !filling.hasLooked) return;
    const { index, until, standing, seenFrom, seenAt, rows: learned, before } = filling;
    const after = this.rows.slice(index + 1);
    // Where nothing was known before it either, the row of the gap stays.
    const held = this.rows.slice(0, before.state === 'unknown' ? index + 1 : index);
    const isUnseen = until === null || until - seenAt > this.policy.patienceMs;
    const next = isUnseen ? [...unseenSince(filling), ...after] : joined(filling, after);
    const from = Math.min(filling.from, seenAt, learned[0]?.at ?? seenAt);
    this.rows = [...held, ...learned, ...next];
    const rows = this.rows.filter(({ at }) => at >= from);
    const ofThatInstant = rows.filter(({ at, to }) => at === seenAt && to !== 'unknown');
    const { patienceMs } = this.policy;
    const thread = { patienceMs, standing, seenAt, ofThatInstant };
    this.outcomes.push({ from, rows, learned, before, seenFrom, until, thread });
  }

  private fillingAt(at: Instant): Filling | null {
    const { filling } = this;
    if (filling !== null && (filling.until === null || at < filling.until)) return filling;
    this.settle();
    this.filling = this.gapAt(at);
    return this.filling;
  }

  private gapAt(at: Instant): Filling | null {
    const index = this.rows.findIndex(
      (row, place) => isGap(row) && at < (this.rows[place + 1]?.at ?? Infinity) && at > this.heldFrom(place),
    );
    const row = this.rows[index];
    const held = this.rows[index - 1];
    if (row === undefined || held === undefined) return null;
    const before = this.threadAt(index)?.standing ?? standingOf(held);
    return {
      index,
      before,
      from: row.at,
      until: this.rows[index + 1]?.at ?? null,
      fault: row.fault ?? ZONE_BLIND,
      seenFrom: this.heldFrom(index),
      rows: [],
      standing: before,
      seenAt: this.heldFrom(index),
      hasLooked: false,
    };
  }

  /** We may have noticed late that nobody looks: what was seen after our own last look counts. */
  private heldFrom(index: number): Instant {
    const thread = this.threadAt(index);
    if (thread !== null) return thread.seenAt;
    const { at } = this.rows[index]!;
    const { lastSeenAt } = this.known;
    const isLast = index === this.rows.length - 1;
    const seenAt = isLast && lastSeenAt !== null ? Math.min(lastSeenAt, at) : at;
    return Math.max(seenAt, this.rows[index - 1]?.at ?? at);
  }

  private threadAt(index: number): LateThread | null {
    const { thread } = this.known;
    const isItsEnd =
      thread !== null && index === this.rows.length - 1 && isEndOf(thread, this.rows[index]!.at);
    return isItsEnd ? thread : null;
  }

  /** Nothing is confirmed, and counting goes on. */
  private countOn(filling: Filling, { at, verdict }: LateLook): void {
    const { standing, transition } = advance(filling.standing, verdict, at, {
      ...this.policy,
      isSightClear: false,
    });
    enter(filling, standing, transition);
  }

  private loseSight(filling: Filling, at: Instant): void {
    const unknown = unseen(filling.standing, filling.fault, at);
    if (unknown !== null) enter(filling, newStanding(at, filling.fault), unknown);
  }
}

function isGap({ to, fault }: Transition): boolean {
  return isOutOfSight({ state: to, fault });
}

function standingOf({ to, at, fault }: Transition): Standing {
  return { state: to, since: at, fault, missedHeartbeats: 0, failedFrames: 0 };
}

function enter(filling: Filling, standing: Standing, transition: Transition | null): void {
  filling.standing = standing;
  if (transition !== null) filling.rows = [...filling.rows, transition];
}

function unseen({ state }: Standing, fault: Fault, at: Instant): Transition | null {
  return state === 'unknown' ? null : { at, from: state, to: 'unknown', fault };
}

function unseenSince({ standing, fault, seenAt }: Filling): readonly Transition[] {
  const transition = unseen(standing, fault, seenAt);
  return transition === null ? [] : [transition];
}

/** What we saw next follows what was seen last, as if we had seen it ourselves. */
function joined({ standing }: Filling, [next, ...later]: readonly Transition[]): readonly Transition[] {
  if (next === undefined) return [];
  const isSame = next.to === standing.state && next.fault?.code === standing.fault?.code;
  return isSame ? later : [{ ...next, from: standing.state }, ...later];
}
