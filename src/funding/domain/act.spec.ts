import { DomainError } from '../../kernel/domain-error.js';
import { DAY_MS } from '../../kernel/instant.js';
import { fen } from '../../kernel/money.js';
import { act, type Deed, type Doer, type DoerRole, PURCHASE_RULES, type PurchaseAction } from './act.js';
import { type Purchase, PURCHASE_STATES, type PurchaseState } from './purchase.js';

const NOW = Date.UTC(2026, 0, 20);
const OCCASION = { now: NOW, today: '2026-01-20', dueMs: 14 * DAY_MS, publicDays: 7 };
const ROLES: readonly DoerRole[] = ['admin', 'technician', 'planner', 'village', 'auditor', 'system'];

/**
 * Where each deed leads, by the state it is done in: `av` by admin or village, `a` by an admin alone, `s` by the service
 * itself; `-` is refused. Columns are the states in their order. Written a second time, because the rules must not be
 * tested against themselves.
 */
const LEADS = `
          draft         submitted    returned       approved      publicised    closed    void
submit    submitted:av  -            submitted:av   -             -             -         -
return    -             returned:a   -              returned:a    returned:a    -         -
approve   -             approved:a   -              -             -             -         -
publicise -             -            -              publicised:av -             -         -
object    -             -            -              -             publicised:av -         -
close     -             -            -              -             closed:a      -         -
correct   draft:av      -            returned:av    draft:a       draft:a       draft:a   -
void      void:av       -            void:av        void:a        void:a        void:a    -
remind    draft:s       submitted:s  returned:s     approved:s    publicised:s  -         -
`;
const BY: Readonly<Record<string, readonly DoerRole[]>> = {
  av: ['admin', 'village'],
  a: ['admin'],
  s: ['system'],
};

const DEEDS: { readonly [A in PurchaseAction]: Extract<Deed, { action: A }> } = {
  submit: { action: 'submit' },
  return: { action: 'return', reason: '缺发票' },
  approve: { action: 'approve' },
  publicise: { action: 'publicise', publicFrom: '2026-01-20', publicTo: '2026-01-26', reviewedOn: null },
  object: { action: 'object', words: '太贵' },
  close: { action: 'close', answer: null },
  correct: { action: 'correct', reason: '录错', version: 2 },
  void: { action: 'void', reason: '重复' },
  remind: { action: 'remind', reminders: 1 },
};

const someone = (role: DoerRole, name = '所长'): Doer => ({
  kind: 'user',
  id: name,
  userId: name,
  name,
  role,
});
const clerk = { kind: 'user', id: '林', userId: '林', name: '林' } as const;

function purchase(state: PurchaseState, more: Partial<Purchase> = {}): Purchase {
  const isPublic = state === 'publicised' || state === 'closed';
  return {
    id: 'p',
    villageId: 'v',
    version: 1,
    createdAt: 0,
    createdBy: '林',
    boughtOn: '2026-01-02',
    supplier: '安通',
    contractNumber: null,
    invoiceNumber: null,
    note: null,
    lines: [
      {
        id: 'l',
        what: '枪机',
        model: null,
        quantity: 1,
        unitPriceFen: fen(100),
        isCamera: true,
        warrantyMonths: null,
      },
    ],
    shares: [{ awardId: 'a', amountFen: fen(100) }],
    state,
    submittedBy: state === 'draft' ? null : clerk,
    publicFrom: isPublic ? '2026-01-10' : null,
    publicTo: isPublic ? '2026-01-19' : null,
    reviewedOn: isPublic ? '2026-01-10' : null,
    isImported: false,
    objections: 0,
    dueAt: NOW,
    reminders: 2,
    revision: 5,
    ...more,
  };
}

function outcome(before: Purchase, deed: Deed, by: Doer): string {
  return outcomeOf(() => act(before, deed, by, OCCASION).state);
}

function outcomeOf(work: () => string): string {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof DomainError) return cause.code;
    throw cause;
  }
}

const ROWS = LEADS.trim()
  .split('\n')
  .slice(1)
  .map((line) => line.trim().split(/\s+/) as [PurchaseAction, ...string[]]);
const CELLS = ROWS.flatMap(([action, ...cells]) => {
  const anywhere = new Set(cells.flatMap((cell) => BY[cell.split(':')[1] ?? ''] ?? []));
  return PURCHASE_STATES.flatMap((state, index) =>
    ROLES.map((role) => {
      const [leads, by] = cells[index]!.split(':') as [string, string | undefined];
      const isAllowed = by === undefined ? anywhere.has(role) : BY[by]!.includes(role);
      const expected = by === undefined ? 'wrong-state' : leads;
      return { action, state, role, leads: isAllowed ? expected : 'not-allowed' };
    }),
  );
});

describe('a purchase', () => {
  it('has a cell for every action, state and role', () => {
    expect(CELLS).toHaveLength(Object.keys(PURCHASE_RULES).length * PURCHASE_STATES.length * ROLES.length);
  });

  it.each(CELLS)('$state: $action by $role leads to $leads', ({ action, state, role, leads }) => {
    expect(outcome(purchase(state), DEEDS[action], someone(role))).toBe(leads);
  });

  it.each([
    ['themselves', someone('admin', '林')],
    ['a token of theirs', { ...someone('admin', '林'), kind: 'token', id: 't' } as const],
    ['themselves under another name', { ...someone('admin', '林'), name: '林文书' }],
    [
      'a token that nobody owns, of their name',
      { kind: 'token', id: 't', userId: null, name: '林', role: 'admin' } as const,
    ],
  ])('is not approved by who submitted it: %s', (_who, by) => {
    expect(outcome(purchase('submitted'), DEEDS.approve, by)).toBe('same-person');
  });

  it('is not approved by the token that submitted it, and is by another person', () => {
    const token = { kind: 'token', id: 't', userId: null, name: 'a' } as const;
    const submitted = purchase('submitted', { submittedBy: token });
    expect(outcome(submitted, DEEDS.approve, { ...token, name: 'b', role: 'admin' })).toBe('same-person');
    expect(outcome(submitted, DEEDS.approve, someone('admin'))).toBe('approved');
    expect(outcome(submitted, DEEDS.approve, { ...someone('admin'), id: null, userId: null })).toBe(
      'approved',
    );
  });

  it('is not closed by who imported it, unless it was approved since', () => {
    const imported = purchase('publicised', { isImported: true });
    expect(outcome(imported, DEEDS.close, someone('admin', '林'))).toBe('same-person');
    expect(outcome(imported, DEEDS.close, someone('admin'))).toBe('closed');
    const anew = { ...imported, state: 'submitted' } as const;
    const approved = act(anew, DEEDS.approve, someone('admin'), OCCASION);
    const publicised = { ...approved, state: 'publicised' } as const;
    expect(outcome(publicised, DEEDS.close, someone('admin', '林'))).toBe('closed');
  });

  it('remembers who submitted it, and nobody any more once it is corrected', () => {
    const submitted = act(purchase('draft'), DEEDS.submit, someone('village', '林'), OCCASION);
    expect(submitted.submittedBy).toEqual(clerk);
    expect(act(purchase('approved'), DEEDS.correct, someone('admin'), OCCASION).submittedBy).toBeNull();
  });

  it('is public for as many days as the town asks, both ends counted in', () => {
    const publicise = (to: string) =>
      outcome(purchase('approved'), { ...DEEDS.publicise, publicTo: to }, someone('village'));
    expect([publicise('2026-01-25'), publicise('2026-01-19')]).toEqual([
      'public-too-briefly',
      'public-too-briefly',
    ]);
    expect(publicise('2026-01-26')).toBe('publicised');
  });

  it.each([
    [null, 'publicised, reviewed null'],
    ['2026-01-01', 'reviewed-out-of-order'],
    ['2026-01-02', 'publicised, reviewed 2026-01-02'],
    ['2026-01-20', 'publicised, reviewed 2026-01-20'],
    ['2026-01-21', 'reviewed-out-of-order'],
  ])('is reviewed between the day it was bought and the first it is public: %s', (reviewedOn, leads) => {
    const publicise = () =>
      act(purchase('approved'), { ...DEEDS.publicise, reviewedOn }, someone('village'), OCCASION);
    const told = outcomeOf(() => {
      const { state, reviewedOn: kept } = publicise();
      return `${state}, reviewed ${kept}`;
    });
    expect(told).toBe(leads);
  });

  it('was reviewed by today, though it will be public later', () => {
    const announced = { ...DEEDS.publicise, publicFrom: '2026-02-01', publicTo: '2026-02-07' };
    const reviewed = (reviewedOn: string) =>
      outcome(purchase('approved'), { ...announced, reviewedOn }, someone('village'));
    expect([reviewed('2026-01-20'), reviewed('2026-01-21')]).toEqual(['publicised', 'in-the-future']);
  });

  it('is closed when it is public no more', () => {
    const close = (publicTo: string) =>
      outcome(purchase('publicised', { publicTo }), DEEDS.close, someone('admin'));
    expect([close('2026-01-20'), close('2026-01-19')]).toEqual(['still-public', 'closed']);
  });

  it('is closed when its objections are answered', () => {
    const objected = act(purchase('publicised'), DEEDS.object, someone('village'), OCCASION);
    expect(objected).toMatchObject({ state: 'publicised', objections: 1, dueAt: NOW, reminders: 2 });
    expect(outcome(objected, DEEDS.close, someone('admin'))).toBe('objections-open');
    expect(outcome(objected, { ...DEEDS.close, answer: '三家比价' }, someone('admin'))).toBe('closed');
  });

  it('hangs nowhere any more once it is returned or corrected', () => {
    for (const deed of [DEEDS.return, DEEDS.correct])
      expect(act(purchase('publicised', { objections: 3 }), deed, someone('admin'), OCCASION)).toMatchObject({
        publicFrom: null,
        publicTo: null,
        reviewedOn: null,
        objections: 0,
      });
  });

  it('has a new due time with every step on its way, counted from the end of 公示 for the last', () => {
    const admin = someone('admin');
    const fresh = { dueAt: NOW + 14 * DAY_MS, reminders: 0, revision: 6 };
    expect(act(purchase('draft'), DEEDS.submit, admin, OCCASION)).toMatchObject(fresh);
    expect(act(purchase('draft'), DEEDS.correct, admin, OCCASION)).toMatchObject(fresh);
    expect(act(purchase('approved'), DEEDS.publicise, admin, OCCASION)).toMatchObject({
      dueAt: Date.UTC(2026, 0, 27) + 14 * DAY_MS,
      reminders: 0,
    });
    expect(act(purchase('publicised'), DEEDS.close, admin, OCCASION)).toMatchObject({
      dueAt: null,
      revision: 6,
    });
    expect(act(purchase('draft'), DEEDS.void, admin, OCCASION).dueAt).toBeNull();
    expect(act(purchase('draft'), DEEDS.remind, someone('system'), OCCASION)).toMatchObject({
      dueAt: NOW,
      reminders: 1,
      revision: 5,
    });
  });

  it('says for whom and when, where it refuses', () => {
    const say = (state: PurchaseState, deed: Deed, role: DoerRole) => () =>
      act(purchase(state), deed, someone(role), OCCASION);
    expect(say('draft', DEEDS.approve, 'admin')).toThrow(
      'The purchase is draft; approve is possible while it is submitted.',
    );
    expect(say('closed', DEEDS.correct, 'village')).toThrow(
      'While a purchase is closed, correct is for admin; your role is village.',
    );
    expect(() => act(purchase('submitted'), DEEDS.approve, someone('admin', '林'), OCCASION)).toThrow(
      '林 submitted this purchase; somebody else approves it.',
    );
  });
});
