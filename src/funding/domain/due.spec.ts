import { DAY_MS } from '../../kernel/instant.js';
import { dueOfImport, remindersDue } from './due.js';

const DUE = Date.UTC(2026, 0, 20);
const POLICY = { everyMs: 7 * DAY_MS, most: 3 };

describe('the next step of an imported purchase', () => {
  const occasion = { now: DUE, dueMs: 30 * DAY_MS };

  it.each<[string, 'draft' | 'publicised', string | null, number]>([
    ['from the import, where it was public long ago', 'publicised', '2020-05-20', DUE + 30 * DAY_MS],
    [
      'from its last public day, where that is to come',
      'publicised',
      '2026-01-30',
      Date.UTC(2026, 0, 31) + 30 * DAY_MS,
    ],
    ['from the import, as a draft', 'draft', null, DUE + 30 * DAY_MS],
  ])('is due %s', (_what, state, publicTo, due) => {
    expect(dueOfImport({ state, publicTo }, occasion)).toBe(due);
  });
});

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
