import { DAY_MS } from '../../kernel/instant.js';
import { remindersDue } from './due.js';

const DUE = Date.UTC(2026, 0, 20);
const POLICY = { everyMs: 7 * DAY_MS, most: 3 };

describe('reminders of a step', () => {
  it.each<[string, number, number, number | null]>([
    ['in time', 0, 0, null],
    ['just late', 1, 0, 1],
    ['late, and said', 1, 1, null],
    ['a week late', 7 * DAY_MS + 1, 1, 2],
    ['late while nobody could send', 15 * DAY_MS, 0, 3],
    ['late for ever', 900 * DAY_MS, 0, 3],
    ['late for ever, and said', 900 * DAY_MS, 3, null],
  ])('%s', (_what, afterMs, reminders, expected) => {
    expect(remindersDue({ dueAt: DUE, reminders }, DUE + afterMs, POLICY)).toBe(expected);
  });

  it('are none where no step is left, or none are wanted', () => {
    expect(remindersDue({ dueAt: null, reminders: 0 }, DUE, POLICY)).toBeNull();
    expect(remindersDue({ dueAt: DUE, reminders: 0 }, DUE + 1, { ...POLICY, most: 0 })).toBeNull();
  });
});
