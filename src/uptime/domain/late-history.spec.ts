import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import type { Fault } from '../../kernel/fault.js';
import { MINUTE_MS } from '../../kernel/instant.js';
import { advance, type JudgedAs } from './advance.js';
import { LateHistory, type LateLook, type LateThread } from './late-history.js';
import { newStanding, type Standing, type Transition, ZONE_BLIND } from './standing.js';
import type { Sight } from './zone-sight.js';

const POLICY = { missedHeartbeats: 3, failedFrames: 2, patienceMs: 3 * MINUTE_MS };
const GONE: Fault = { code: 'connect-timeout', detail: 'gone' };
const BLACK: Fault = { code: 'black', detail: 'black' };
const live: JudgedAs = { outcome: 'live', impairment: null };
const silent: JudgedAs = { outcome: 'silent', fault: GONE };
const verdicts: readonly JudgedAs[] = [
  live,
  { outcome: 'live', impairment: BLACK },
  silent,
  { outcome: 'frameless', fault: GONE },
  { outcome: 'answered' },
  { outcome: 'inconclusive', fault: GONE },
];
const clear = (): Sight => 'clear';

/** A camera that is probed each minute from minute 1 on, of which nobody hears from the minute `cut` on. */
class Story {
  private readonly watched: readonly Transition[];
  readonly undisturbed: readonly Transition[];
  rows: readonly Transition[];
  private thread: LateThread | null = null;

  constructor(
    private readonly all: readonly JudgedAs[],
    private readonly cut: number,
    noticedLateMs = 0,
  ) {
    this.undisturbed = play(all);
    this.watched = play(all.slice(0, cut - 1));
    const before = this.watched.at(-1);
    const at = cut * MINUTE_MS - MINUTE_MS / 2 + noticedLateMs;
    this.rows =
      before === undefined || before.to === 'unknown'
        ? this.watched
        : [...this.watched, { at, from: before.to, to: 'unknown', fault: ZONE_BLIND }];
  }

  look(minute: number): LateLook {
    return { at: minute * MINUTE_MS, verdict: this.all[minute - 1]! };
  }

  tell(minutes: readonly number[], sight = clear): void {
    const { thread } = this;
    const lastSeenAt = (this.cut - 1) * MINUTE_MS;
    const history = new LateHistory(this.rows, POLICY, { lastSeenAt, thread });
    for (const minute of minutes) history.take(this.look(minute), sight);
    history.settle();
    for (const outcome of history.outcomes) {
      this.rows = [...this.rows.filter(({ at }) => at < outcome.from), ...outcome.rows];
      this.thread = outcome.until === null ? outcome.thread : this.thread;
    }
  }
}

function play(judged: readonly JudgedAs[]): readonly Transition[] {
  let standing: Standing = newStanding(0);
  return judged.flatMap((verdict, index) => {
    const next = advance(standing, verdict, (index + 1) * MINUTE_MS, POLICY);
    standing = next.standing;
    return next.transition ?? [];
  });
}

function inWords(rows: readonly Transition[]): readonly string[] {
  return rows.map(({ at, to }) => `${at / MINUTE_MS} ${to}`);
}

function heldAt(rows: readonly Transition[], at: number): Transition | undefined {
  return rows.findLast((row) => row.at <= at);
}

const minutes = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const outage = [live, live, live, silent, silent, silent, live, live, live, live];

describe('what is told late of a camera', () => {
  it('takes the place of what nobody knew', () => {
    const story = new Story(outage, 3);
    expect(inWords(story.rows)).toEqual(['1 online', '2.5 unknown']);
    story.tell(minutes(3, 10));
    expect(inWords(story.rows)).toEqual(['1 online', '6 offline', '7 online', '10 unknown']);
  });

  it('counts where it was seen before we noticed that nobody looks', () => {
    const story = new Story(outage, 3, 4 * MINUTE_MS);
    expect(inWords(story.rows)).toEqual(['1 online', '6.5 unknown']);
    story.tell(minutes(3, 10));
    expect(inWords(story.rows)).toEqual(['1 online', '6 offline', '7 online', '10 unknown']);
  });

  it('leaves unknown what lies further from the next look than a camera takes to be confirmed', () => {
    const story = new Story(outage, 3);
    story.tell([9, 10]);
    expect(inWords(story.rows)).toEqual(['1 online', '2 unknown', '9 online', '10 unknown']);
  });

  it('counts on where the last part ended, also of a camera that nobody had seen for long', () => {
    const gone = [live, live, ...Array.from({ length: 8 }, () => silent)];
    const atOnce = new Story(gone, 3);
    atOnce.tell([7, 8, 9]);
    expect(inWords(atOnce.rows)).toEqual(['1 online', '2 unknown', '9 offline', '9 unknown']);
    const inParts = new Story(gone, 3);
    for (const minute of [7, 8, 9]) inParts.tell([minute]);
    expect(inParts.rows).toEqual(atOnce.rows);
  });

  it('ends where our own looks go on, and says nothing twice', () => {
    const story = new Story(outage, 3);
    const own: Transition = { at: 8.5 * MINUTE_MS, from: 'unknown', to: 'online', fault: null };
    story.rows = [...story.rows, own];
    story.tell(minutes(3, 10));
    expect(inWords(story.rows)).toEqual(['1 online', '6 offline', '7 online']);
  });

  it('names what went before where our own looks found something else', () => {
    const story = new Story(outage, 3);
    story.rows = [...story.rows, { at: 6.5 * MINUTE_MS, from: 'unknown', to: 'impaired', fault: BLACK }];
    story.tell(minutes(3, 10));
    expect(inWords(story.rows)).toEqual(['1 online', '6 offline', '6.5 impaired']);
    expect(story.rows.at(-1)).toMatchObject({ from: 'offline' });
  });

  it('blames no camera where whoever looked saw nearly nothing of the zone', () => {
    const story = new Story(outage, 3);
    story.tell(minutes(3, 10), () => 'blind');
    expect(inWords(story.rows)).toEqual(['1 online', '6 unknown', '7 online', '10 unknown']);
  });

  it('confirms nothing while too few of the others were heard', () => {
    const story = new Story(outage, 3);
    story.tell(minutes(3, 10), () => 'wait');
    expect(inWords(story.rows)).toEqual(['1 online', '10 unknown']);
  });

  it('changes nothing of a camera that was never out of sight', () => {
    const history = new LateHistory(play(outage), POLICY, { lastSeenAt: null, thread: null });
    for (const at of [1.5, 3.5, 8.5, 20]) history.take({ at: at * MINUTE_MS, verdict: silent }, clear);
    history.settle();
    expect(history.outcomes).toEqual([]);
  });

  const judgments = array(constantFrom(...verdicts), { minLength: 12, maxLength: 40 });
  const told = tuple(judgments, integer({ min: 2, max: 8 }), integer({ min: 1, max: 7 }));

  it('makes the history that we would have seen ourselves, told in parts of any length, each twice', () => {
    assert(
      property(told, ([judged, cut, part]) => {
        // What was half confirmed when we lost sight is counted anew.
        const all = judged.map((verdict, index) => (index < cut - 1 ? live : verdict));
        const story = new Story(all, cut);
        for (let first = cut; first <= all.length; first += part) {
          const some = minutes(first, Math.min(first + part - 1, all.length));
          story.tell(some.flatMap((minute) => [minute, minute]));
          story.tell(some);
        }
        const known = story.rows.filter(({ fault }) => fault !== ZONE_BLIND);
        expect(known).toEqual(story.undisturbed);
      }),
    );
  });

  it('tiles time without overlap or hole, in whatever order it is told', () => {
    assert(
      property(told, array(integer({ min: 1, max: 40 }), { maxLength: 30 }), ([all, cut], order) => {
        const story = new Story(all, cut);
        for (const minute of order) if (minute <= all.length) story.tell([minute]);
        for (const [index, { at, from }] of story.rows.entries()) {
          const before = story.rows[index - 1];
          expect(from).toBe(before?.to ?? 'unknown');
          expect(at).toBeGreaterThanOrEqual(before?.at ?? 0);
        }
      }),
    );
  });

  it('changes nothing of what a newer look decided', () => {
    assert(
      property(told, ([all, cut]) => {
        const story = new Story(all, cut);
        const middle = Math.floor((cut + all.length) / 2);
        story.tell(minutes(middle, all.length));
        const decided = story.rows;
        story.tell(minutes(cut, all.length));
        const instants = minutes(2 * middle, 2 * all.length).map((half) => (half * MINUTE_MS) / 2);
        const known = instants.filter((at) => heldAt(decided, at)?.to !== 'unknown');
        const held = (rows: readonly Transition[]) => known.map((at) => heldAt(rows, at)?.to);
        expect(held(story.rows)).toEqual(held(decided));
      }),
    );
  });
});
