import { DomainError } from '../../kernel/domain-error.js';
import { act, type Deed, type Doer, type DoerRole, ORDER_RULES, type OrderAction } from './act.js';
import { newOrder } from './new-order.js';
import { ORDER_STATES, type OrderState, type WorkOrder } from './order.js';

const NOW = Date.UTC(2026, 0, 2);
const ROLES: readonly DoerRole[] = ['admin', 'technician', 'planner', 'village', 'auditor', 'system'];

/**
 * Where each deed leads, by the state it is done in; `-` is refused. Columns are the states in their order. Written a
 * second time, because the rules must not be tested against themselves.
 */
const LEADS = `
             open      assigned  accepted  on-site   mended    closed    cancelled  by
assign       assigned  assigned  assigned  assigned  assigned  -         -          admin,technician
accept       -         accepted  -         -         -         -         -          admin,technician
arrive       -         -         on-site   -         -         -         -          admin,technician
mend         -         -         mended    mended    -         -         -          admin,technician
cancel       cancelled cancelled cancelled cancelled cancelled -         -          admin
comment      open      assigned  accepted  on-site   mended    closed    cancelled  admin,technician,village
extend       open      assigned  accepted  on-site   mended    -         -          system
close        closed    closed    closed    -         closed    -         -          system
reopen       -         -         -         -         -         assigned  -          system
remind       open      assigned  accepted  on-site   mended    -         -          system
remind-paper -         -         -         -         mended    -         -          system
`;

const DEEDS: { readonly [A in OrderAction]: Extract<Deed, { action: A }> } = {
  assign: { action: 'assign', assignee: null, contractor: null },
  accept: { action: 'accept' },
  arrive: { action: 'arrive' },
  mend: { action: 'mend', cause: 'power', parts: null, note: null },
  cancel: { action: 'cancel', reason: '重复' },
  comment: { action: 'comment', words: '下午去' },
  extend: { action: 'extend', cameraIds: ['c', 'd'], dueAt: NOW },
  close: { action: 'close' },
  reopen: { action: 'reopen', dueAt: NOW },
  remind: { action: 'remind', reminders: 1 },
  'remind-paper': { action: 'remind-paper' },
};

const me: Doer = { role: 'technician', name: '小陈' };

function order(state: OrderState, more: Partial<WorkOrder> = {}): WorkOrder {
  const entry = { id: 'o', origin: 'rule', incidentId: null, cameraIds: ['c'], title: '枪机' } as const;
  const times = { contractor: null, openedAt: 0, openedBy: 'system', dueAt: NOW + 1 };
  return { ...newOrder({ ...entry, ...times }), state, assignee: me.name, ...more };
}

function outcome(before: WorkOrder, deed: Deed, by: Doer): string {
  try {
    return act(before, deed, by, NOW).state;
  } catch (cause) {
    if (cause instanceof DomainError) return cause.code;
    throw cause;
  }
}

const CELLS = LEADS.trim()
  .split('\n')
  .slice(1)
  .flatMap((line) => {
    const [action, ...cells] = line.trim().split(/\s+/) as [OrderAction, ...string[]];
    const by = cells.at(-1)!.split(',');
    return ORDER_STATES.flatMap((state, index) =>
      ROLES.map((role) => ({
        action,
        state,
        role,
        leads: by.includes(role) ? cells[index]!.replace(/^-$/, 'wrong-state') : 'not-allowed',
      })),
    );
  });

describe('a work order', () => {
  it('has a cell for every action, state and role', () => {
    expect(CELLS).toHaveLength(Object.keys(ORDER_RULES).length * ORDER_STATES.length * ROLES.length);
  });

  it.each(CELLS)('$state: $action by $role leads to $leads', ({ action, state, role, leads }) => {
    expect(outcome(order(state), DEEDS[action], { ...me, role })).toBe(leads);
  });

  it.each(['accept', 'arrive', 'mend'] as const)('of another technician: %s is not mine', (action) => {
    const states = { accept: 'assigned', arrive: 'accepted', mend: 'on-site' } as const;
    const theirs = order(states[action], { assignee: '小李' });
    expect(outcome(theirs, DEEDS[action], me)).toBe('not-yours');
    expect(outcome(theirs, DEEDS[action], { role: 'admin', name: '所长' })).not.toBe('not-yours');
    expect(outcome({ ...theirs, assignee: null }, DEEDS[action], me)).not.toBe('not-yours');
  });

  it('is given to others by an admin alone', () => {
    const deed: Deed = { action: 'assign', assignee: '小李', contractor: null };
    expect(outcome(order('open'), deed, me)).toBe('assign-only-yourself');
    expect(outcome(order('open'), { ...deed, assignee: me.name }, me)).toBe('assigned');
    const boss: Doer = { role: 'admin', name: '所长' };
    expect(act(order('open'), deed, boss, NOW)).toMatchObject({ state: 'assigned', assignee: '小李' });
  });

  it('is taken by whoever names nobody, and left to the people of a contractor that is named', () => {
    const taken = act(order('open', { assignee: null }), DEEDS.assign, me, NOW);
    expect(taken).toMatchObject({ assignee: '小陈', contractor: null });
    const given = act(taken, { action: 'assign', assignee: null, contractor: '安通' }, me, NOW);
    expect(given).toMatchObject({ assignee: null, contractor: '安通' });
    expect(act(given, DEEDS.accept, me, NOW)).toMatchObject({ assignee: '小陈', contractor: '安通' });
  });

  it('forgets what was said to be mended when it is given to somebody again', () => {
    const mended = act(order('on-site'), { ...DEEDS.mend, parts: '电源' }, me, NOW);
    expect(mended).toMatchObject({ cause: 'power', parts: '电源', mendedAt: NOW });
    const again = act({ ...mended, isPaperTold: true }, DEEDS.assign, me, NOW);
    expect(again).toMatchObject({ cause: null, parts: null, mendedAt: null, isPaperTold: false });
  });

  it('comes back to whoever had it, with a new due time, or to nobody', () => {
    const closed = order('closed', { finishedAt: 5, cause: 'power', mendedAt: 4, reminders: 3 });
    expect(act(closed, DEEDS.reopen, { role: 'system', name: 'system' }, NOW)).toEqual({
      ...closed,
      state: 'assigned',
      finishedAt: null,
      mendedAt: null,
      cause: null,
      dueAt: NOW,
      reopened: 1,
      reminders: 0,
      revision: 2,
    });
    const nobodys = { ...closed, assignee: null };
    expect(outcome(nobodys, DEEDS.reopen, { role: 'system', name: 'system' })).toBe('open');
  });

  it('that nobody mended is closed as recovered of itself', () => {
    const system: Doer = { role: 'system', name: 'system' };
    expect(act(order('open'), DEEDS.close, system, NOW)).toMatchObject({
      cause: 'self-recovered',
      finishedAt: NOW,
    });
    expect(act(order('mended', { cause: 'cable' }), DEEDS.close, system, NOW).cause).toBe('cable');
  });

  it('grows its revision with every step but reminders, which stand in nobody’s way', () => {
    const system: Doer = { role: 'system', name: 'system' };
    expect(act(order('open'), DEEDS.comment, me, NOW).revision).toBe(2);
    expect(act(order('open'), DEEDS.remind, system, NOW).revision).toBe(1);
    expect(act(order('mended'), DEEDS['remind-paper'], system, NOW).revision).toBe(1);
  });

  it('says for whom and when, where it refuses', () => {
    const say = (deed: Deed, by: Doer) => () => act(order('open'), deed, by, NOW);
    expect(say(DEEDS.mend, me)).toThrow(
      'The work order is open; mend is possible while it is accepted, on-site.',
    );
    expect(say(DEEDS.cancel, me)).toThrow('This is for admin; your role is technician.');
    expect(() => act(order('assigned', { assignee: '小李' }), DEEDS.accept, me, NOW)).toThrow(
      "The work order is 小李's; assign it to yourself first.",
    );
  });
});
