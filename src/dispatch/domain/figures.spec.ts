import { HOUR_MS } from '../../kernel/instant.js';
import { figuresOf } from './figures.js';
import { newOrder } from './new-order.js';
import type { WorkOrder } from './order.js';

const DUE = 48 * HOUR_MS;
const GRACE = HOUR_MS;

function order(more: Partial<WorkOrder> = {}): WorkOrder {
  const entry = { id: 'o', origin: 'rule', incidentId: null, cameraIds: ['c'], title: '枪机' } as const;
  const times = { contractor: '安通', openedAt: 0, openedBy: 'system', dueAt: DUE };
  return { ...newOrder({ ...entry, ...times }), ...more };
}
const closed = (hours: number, more: Partial<WorkOrder> = {}) => {
  const at = hours * HOUR_MS;
  return order({ state: 'closed', mendedAt: at, finishedAt: at + HOUR_MS, ...more });
};

describe('figuresOf', () => {
  it('takes the middle and the mean of what was mended and confirmed', () => {
    expect(figuresOf([closed(9), closed(2), closed(4)], DUE, GRACE)).toEqual({
      orders: 3,
      mended: 3,
      medianHours: 4,
      meanHours: 5,
      overdueShare: 0,
      reopenedShare: 0,
    });
    expect(figuresOf([closed(2), closed(4)], DUE, GRACE).medianHours).toBe(3);
  });

  it('counts as late what was mended late, and what is late and not mended', () => {
    const orders = [closed(49), closed(1), order(), order({ state: 'mended', mendedAt: HOUR_MS })];
    expect(figuresOf(orders, DUE + 1, GRACE)).toMatchObject({ orders: 4, mended: 2, overdueShare: 0.75 });
    expect(figuresOf(orders, DUE, GRACE).overdueShare).toBe(0.25);
  });

  it('leaves cancelled ones out, and mended on paper out of the mended', () => {
    const orders = [order({ state: 'cancelled' }), order({ state: 'mended', mendedAt: 1 })];
    expect(figuresOf(orders, 2, GRACE)).toMatchObject({ orders: 1, mended: 0, medianHours: null });
  });

  it('takes no repair time of what came back of itself', () => {
    const itself = closed(5, { mendedAt: null, cause: 'self-recovered' });
    expect(figuresOf([itself, closed(3)], DUE, GRACE)).toMatchObject({ mended: 2, meanHours: 3 });
  });

  it('says what share came back', () => {
    expect(figuresOf([closed(1, { reopened: 2 }), closed(1)], DUE, GRACE).reopenedShare).toBe(0.5);
  });

  it('is silent about nothing', () => {
    expect(figuresOf([], 0, GRACE)).toEqual({
      orders: 0,
      mended: 0,
      medianHours: null,
      meanHours: null,
      overdueShare: null,
      reopenedShare: null,
    });
  });
});
