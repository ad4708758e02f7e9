import { fen } from '../../kernel/money.js';
import { purchaseNotice } from './notices.js';
import type { Purchase, PurchaseState } from './purchase.js';
import type { PurchaseStep } from './step.js';

const purchase = {
  id: 'p',
  villageId: 'v',
  boughtOn: '2020-05-01',
  supplier: '安通',
  lines: [
    {
      id: 'l',
      what: '枪机',
      model: null,
      quantity: 47,
      unitPriceFen: fen(303_611),
      isCamera: true,
      warrantyMonths: null,
    },
  ],
} as unknown as Purchase;

function told(
  action: PurchaseStep['action'],
  from: PurchaseState | null,
  to: PurchaseState,
  details: object = {},
) {
  const actor = { kind: 'user', id: 'u', userId: 'u', name: '所长' } as const;
  const step = { id: 's', purchaseId: 'p', at: 5, action, from, to, actor, details: { ...details } };
  return purchaseNotice(purchase, step);
}

describe('notices of a purchase', () => {
  it('say which, and once', () => {
    expect(told('return', 'submitted', 'returned', { reason: '缺合同' })).toEqual({
      id: 'purchase:p:s',
      thread: 'purchase:p',
      kind: 'report',
      level: 'routine',
      villageId: 'v',
      at: 5,
      title: {
        zh: '采购 2020-05-01 安通 142,697.17 元：被退回',
        en: 'Purchase of 2020-05-01, 安通, 142,697.17 yuan: returned',
      },
      lines: [{ zh: '所长：缺合同', en: '所长: 缺合同' }],
      counted: { zh: '笔采购被退回', en: 'purchases returned' },
    });
  });

  it.each<[PurchaseStep['action'], PurchaseState | null, PurchaseState, string | null]>([
    ['enter', null, 'draft', null],
    ['correct', 'draft', 'draft', null],
    ['correct', 'returned', 'returned', null],
    ['correct', 'closed', 'draft', '已更正，需重新提交'],
    ['void', 'draft', 'void', null],
    ['void', 'approved', 'void', '作废'],
    ['submit', 'draft', 'submitted', '待审批'],
    ['approve', 'submitted', 'approved', '已批准，待公示'],
    ['close', 'publicised', 'closed', '办结'],
    ['remind', 'draft', 'draft', '逾期未提交'],
    ['remind', 'submitted', 'submitted', '逾期未审批'],
    ['remind', 'returned', 'returned', '退回后逾期未提交'],
    ['remind', 'approved', 'approved', '逾期未公示'],
    ['remind', 'publicised', 'publicised', '公示期满，逾期未办结'],
  ])('of %s from %s to %s: %s', (action, from, to, expected) => {
    const notice = told(action, from, to);
    expect(notice?.title.zh.split('：')[1] ?? null).toBe(expected);
    expect(notice?.kind ?? null).toBe(expected === null ? null : action === 'remind' ? 'reminder' : 'report');
  });

  it('name the days of 公示, and not what was objected', () => {
    const days = { publicFrom: '2020-06-01', publicTo: '2020-06-07' };
    expect(told('publicise', 'approved', 'publicised', days)?.lines[0]?.zh).toBe(
      '公示 2020-06-01 至 2020-06-07',
    );
    expect(told('object', 'publicised', 'publicised', { words: '张三家太贵' })?.lines).toEqual([]);
  });
});
