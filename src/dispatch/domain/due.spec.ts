import { HOUR_MS } from '../../kernel/instant.js';
import { dueAt, dueHours, isOverdue, remindersDue } from './due.js';
import { newOrder } from './new-order.js';
import type { WorkOrder } from './order.js';
import { escalationDue, type Told } from './told.js';
import { lasting } from './words.js';

const GRACE = HOUR_MS;
const DUE = 48 * HOUR_MS;
const policy = { hours: 48, hoursBySiteKind: dueHours(['学校周边=24', ' 群众家门口 = 72', 'a=b=1.5']) };

function order(more: Partial<WorkOrder> = {}): WorkOrder {
  const entry = { id: 'o', origin: 'rule', incidentId: null, cameraIds: ['c'], title: '枪机' } as const;
  const times = { contractor: null, openedAt: 0, openedBy: 'system', dueAt: DUE };
  return { ...newOrder({ ...entry, ...times }), ...more };
}
const mendedAt = (at: number, more: Partial<WorkOrder> = {}) =>
  order({ state: 'mended', mendedAt: at, ...more });

describe('dueAt', () => {
  it.each<[string, readonly (string | null)[], number]>([
    ['no kind', [null], 48],
    ['a kind without hours of its own', ['沿街商铺'], 48],
    ['a school', ['学校周边'], 24],
    ['a doorway', ['群众家门口'], 72],
    ['the soonest of several', ['群众家门口', '学校周边', null], 24],
    ['doorways alone', ['群众家门口', '群众家门口'], 72],
    ['a kind with a sign in it', ['a=b'], 1.5],
    ['nothing', [], 48],
  ])('%s', (_, kinds, hours) => {
    expect(dueAt(1_000, kinds, policy)).toBe(1_000 + hours * HOUR_MS);
  });
});

describe('isOverdue', () => {
  it.each<[string, WorkOrder, number, boolean]>([
    ['at the due time', order(), DUE, false],
    ['a moment later', order(), DUE + 1, true],
    ['mended in time, waiting for probing', mendedAt(DUE - 1), DUE + 1, false],
    ['mended in time, never confirmed', mendedAt(DUE - 1), DUE - 1 + GRACE, true],
    ['mended too late', mendedAt(DUE + 1), DUE + 2, true],
    ['closed', order({ state: 'closed' }), 2 * DUE, false],
    ['cancelled', order({ state: 'cancelled' }), 2 * DUE, false],
  ])('%s', (_, standing, now, expected) => {
    expect(isOverdue(standing, now, GRACE)).toBe(expected);
  });
});

describe('remindersDue', () => {
  const rules = { everyMs: 24 * HOUR_MS, most: 3, graceMs: GRACE };

  it.each<[string, WorkOrder, number, number | null]>([
    ['not overdue', order(), DUE, null],
    ['the first at once', order(), DUE + 1, 1],
    ['told already', order({ reminders: 1 }), DUE + 1, null],
    ['the second a day later', order({ reminders: 1 }), DUE + 24 * HOUR_MS, 2],
    ['those that nobody could send are one', order(), DUE + 50 * HOUR_MS, 3],
    ['never more than the most', order({ reminders: 3 }), 100 * DUE, null],
  ])('%s', (_, standing, now, expected) => {
    expect(remindersDue(standing, now, rules)).toBe(expected);
  });

  it('is none where the configuration wants none', () => {
    expect(remindersDue(order(), 2 * DUE, { ...rules, most: 0 })).toBeNull();
  });
});

describe('escalationDue', () => {
  const name = { zh: '枪机', en: 'gun' };
  const told: Told = {
    thread: 'outage:o',
    villageId: 'v',
    level: 'urgent',
    name,
    inVillages: [],
    toldAt: 0,
    escalations: 0,
    cause: null,
  };
  const steps = { urgentAfterMs: HOUR_MS, routineAfterMs: 4 * HOUR_MS, maxSteps: 2 };

  it.each<[string, Told, number, number | null]>([
    ['not yet', told, HOUR_MS - 1, null],
    ['the first', told, HOUR_MS, 1],
    ['told already', { ...told, escalations: 1 }, HOUR_MS, null],
    ['the second', { ...told, escalations: 1 }, 2 * HOUR_MS, 2],
    ['never a third', { ...told, escalations: 2 }, 90 * HOUR_MS, null],
    ['two that nobody could take are one', told, 90 * HOUR_MS, 2],
    ['routine waits longer', { ...told, level: 'routine' }, 4 * HOUR_MS - 1, null],
    ['and is told, too', { ...told, level: 'routine' }, 4 * HOUR_MS, 1],
  ])('%s', (_, standing, agoMs, expected) => {
    expect(escalationDue(standing, agoMs, steps)).toBe(expected);
  });
});

describe('lasting', () => {
  it.each([
    [1_000, '1 min'],
    [59 * 60_000, '59 min'],
    [61 * 60_000, '1 h 1 min'],
    [25 * HOUR_MS, '1 d 1 h'],
  ])('%d ms is %s', (ms, en) => {
    expect(lasting(ms).en).toBe(en);
  });
});
