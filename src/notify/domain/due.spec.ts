import { NOON, sampleNotice as sample } from '../testing/sample-notice.js';
import { nextDue } from './due.js';

const S = 1_000;
const RULES = { quietHours: null, timeZone: 'Asia/Shanghai', collectMs: 20 * S };
const QUIET = { ...RULES, quietHours: { from: '11:00', to: '13:00' } };
const ids = (due: ReturnType<typeof nextDue>) => due.isDue && due.notices.map(({ id }) => id);

describe('what a channel tells next', () => {
  it('is nothing where nothing waits', () => {
    expect(nextDue([], RULES, NOON)).toEqual({ isDue: false, at: null });
  });

  it('waits for what comes within the collecting time of the first notice, and takes it along', () => {
    const waiting = [sample({ id: 'a' }), sample({ id: 'b', postedAt: NOON + 19 * S })];
    expect(nextDue(waiting, RULES, NOON + 19 * S)).toEqual({ isDue: false, at: NOON + 20 * S });
    expect(ids(nextDue(waiting, RULES, NOON + 20 * S))).toEqual(['a', 'b']);
  });

  it('is one village at a time: the urgent one, then the one that waits longest', () => {
    const waiting = [
      sample({ id: 'first', villageId: 'a' }),
      sample({ id: 'second', villageId: null, postedAt: NOON + 1 }),
      sample({ id: 'urgent', villageId: 'c', postedAt: NOON + 2, level: 'urgent' }),
    ];
    const now = NOON + 60 * S;
    expect(ids(nextDue(waiting, RULES, now))).toEqual(['urgent']);
    expect(ids(nextDue(waiting.slice(0, 2), RULES, now))).toEqual(['first']);
    expect(nextDue(waiting.slice(1, 2), RULES, now)).toMatchObject({ isDue: true, villageId: null });
  });

  it('lets routine notices wait while it is quiet, and urgent ones go', () => {
    const waiting = [sample({ id: 'routine' }), sample({ id: 'urgent', level: 'urgent' })];
    const now = NOON + 20 * S;
    expect(ids(nextDue(waiting, QUIET, now))).toEqual(['urgent']);
    expect(nextDue(waiting.slice(0, 1), QUIET, now)).toEqual({ isDue: false, at: NOON + 3_600 * S });
    expect(ids(nextDue(waiting, QUIET, NOON + 3_600 * S))).toEqual(['routine', 'urgent']);
  });

  it('comes no later where the clock was set back an hour', () => {
    const waiting = [sample({ postedAt: NOON + 3_600 * S })];
    expect(nextDue(waiting, RULES, NOON)).toEqual({ isDue: false, at: NOON + 20 * S });
  });
});
