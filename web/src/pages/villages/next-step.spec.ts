import { describe, expect, it } from 'vitest';
import type { Person, Role } from '../../api/session.ts';
import { asidesOf, hindrance, mayCorrect, nextStepOf } from './next-step.ts';

const NOW = Date.parse('2026-12-01T00:00:00Z');

function somebody(role: Role, name = '王'): Person {
  return { id: '1', name, role, villageIds: null, mustChangePassword: false };
}
function purchase(state: string, more: object = {}) {
  return { state, dueAt: null, submittedBy: null, isImported: false, ...more } as Parameters<
    typeof nextStepOf
  >[0];
}

describe('the next step of a purchase', () => {
  it.each([
    ['draft', 'submit', 'village'],
    ['returned', 'submit', 'village'],
    ['submitted', 'approve', 'town'],
    ['approved', 'publicise', 'village'],
    ['publicised', 'close', 'town'],
  ])('of one that is %s is %s, by the %s', (state, step, by) => {
    expect(nextStepOf(purchase(state), NOW)).toEqual({ step, by, isOverdue: false });
  });

  it.each(['closed', 'void'])('of one that is %s is none', (state) => {
    expect(nextStepOf(purchase(state), NOW)).toBeNull();
  });

  it('is overdue once its day has passed', () => {
    const due = (dueAt: string) => nextStepOf(purchase('draft', { dueAt }), NOW)?.isOverdue;
    expect([due('2026-11-30T23:59:59Z'), due('2026-12-01T00:00:00Z')]).toEqual([true, false]);
  });

  it.each<[Role, string, object, string | null]>([
    ['village', 'draft', {}, null],
    ['village', 'submitted', {}, 'other-role'],
    ['auditor', 'draft', {}, 'other-role'],
    ['admin', 'approved', {}, null],
    ['admin', 'submitted', { submittedBy: '林' }, null],
    ['admin', 'submitted', { submittedBy: '王' }, 'same-person'],
    ['admin', 'publicised', { submittedBy: '王' }, null],
    ['admin', 'publicised', { submittedBy: '王', isImported: true }, 'same-person'],
  ])('hinders %s while it is %s %j: %s', (role, state, more, why) => {
    expect(hindrance(purchase(state, more), somebody(role))).toBe(why);
  });
});

describe('what else may be done', () => {
  it.each<[Role, string, boolean]>([
    ['village', 'returned', true],
    ['village', 'submitted', false],
    ['village', 'closed', false],
    ['admin', 'closed', true],
    ['admin', 'submitted', false],
    ['auditor', 'draft', false],
  ])('%s corrects what is %s: %s', (role, state, is) => {
    expect(mayCorrect(purchase(state), somebody(role))).toBe(is);
  });

  it('is for the town to return, and for both to note an objection', () => {
    expect(asidesOf(purchase('publicised'), somebody('admin'))).toEqual(['return', 'objections']);
    expect(asidesOf(purchase('publicised'), somebody('village'))).toEqual(['objections']);
    expect(asidesOf(purchase('publicised'), somebody('auditor'))).toEqual([]);
  });
});
