import { HOUR_MS, MINUTE_MS } from '../../kernel/instant.js';
import { fellAgainSoon, isConfirmed, isMendedButDown, type Sight } from './confirm.js';
import { newOrder } from './new-order.js';
import type { WorkOrder } from './order.js';

const CONFIRM = 30 * MINUTE_MS;
const MENDED = 10 * HOUR_MS;
const live: Sight = { cameraId: 'c', isDown: false, hasOutage: false, liveMs: CONFIRM };

function order(more: Partial<WorkOrder> = {}): WorkOrder {
  const entry = { id: 'o', origin: 'rule', incidentId: null, cameraIds: ['c'], title: '枪机' } as const;
  const times = { contractor: null, openedAt: 0, openedBy: 'system', dueAt: HOUR_MS };
  return { ...newOrder({ ...entry, ...times }), ...more };
}
const mended = order({ state: 'mended', mendedAt: MENDED });

describe('isConfirmed', () => {
  it.each<[string, WorkOrder, readonly Sight[], number, boolean]>([
    ['mended, and live for long enough since', mended, [live], CONFIRM, true],
    ['mended a moment ago, live for long before', mended, [live], CONFIRM - 1, false],
    ['not live for long enough', mended, [{ ...live, liveMs: CONFIRM - 1 }], HOUR_MS, false],
    ['on paper only', mended, [{ ...live, isDown: true, hasOutage: true, liveMs: 0 }], HOUR_MS, false],
    ['back, but the outage is not over', mended, [{ ...live, hasOutage: true }], HOUR_MS, false],
    ['one of two is not live', mended, [live, { ...live, liveMs: 0 }], HOUR_MS, false],
    ['no camera of it is in service', mended, [], HOUR_MS, false],
    ['nobody came, it came back of itself', order(), [live], HOUR_MS, true],
    ['accepted, it came back of itself', order({ state: 'accepted' }), [live], HOUR_MS, true],
    ['somebody is on site and will say what it was', order({ state: 'on-site' }), [live], HOUR_MS, false],
    ['by hand: live all the time, not mended', order({ origin: 'hand' }), [live], HOUR_MS, false],
    ['a report: live all the time, not mended', order({ origin: 'report' }), [live], HOUR_MS, false],
    ['by hand and mended', { ...mended, origin: 'hand' }, [live], CONFIRM, true],
  ])('%s', (_, standing, sights, agoMs, expected) => {
    expect(isConfirmed(standing, sights, CONFIRM, agoMs)).toBe(expected);
  });
});

describe('isMendedButDown', () => {
  it.each<[string, WorkOrder['state'], readonly boolean[], boolean]>([
    ['mended and live', 'mended', [false], false],
    ['mended, one of two down', 'mended', [false, true], true],
    ['not mended yet', 'on-site', [true], false],
  ])('%s', (_, state, down, expected) => {
    const sights = down.map((isDown) => ({ isDown }));
    expect(isMendedButDown({ state }, sights)).toBe(expected);
  });
});

describe('fellAgainSoon', () => {
  const closed = order({ state: 'closed', finishedAt: MENDED, cameraIds: ['a', 'b', 'c', 'd'] });
  const fell = (at: number, ...ids: readonly string[]) =>
    ids.map((cameraId) => ({ cameraId, openedAt: MENDED + at }));

  it.each<[string, WorkOrder, ReturnType<typeof fell>, boolean]>([
    ['half of its cameras', closed, fell(HOUR_MS, 'a', 'b'), true],
    ['one of four is a matter of its own', closed, fell(HOUR_MS, 'a'), false],
    ['others than its own', closed, fell(HOUR_MS, 'x', 'y', 'z'), false],
    ['at the last moment', closed, fell(3 * HOUR_MS, 'a', 'b', 'c'), true],
    ['a moment too late', closed, fell(3 * HOUR_MS + 1, 'a', 'b', 'c'), false],
    ['before it was closed', closed, fell(-1, 'a', 'b', 'c'), false],
    ['the only camera', { ...closed, cameraIds: ['a'] }, fell(0, 'a'), true],
    ['cancelled is no promise', { ...closed, state: 'cancelled' }, fell(HOUR_MS, 'a', 'b'), false],
    ['not closed at all', order(), fell(HOUR_MS, 'c'), false],
  ])('%s', (_, standing, fallen, expected) => {
    expect(fellAgainSoon(standing, fallen, 3 * HOUR_MS)).toBe(expected);
  });
});
