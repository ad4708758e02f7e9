import { formatYuan } from '../../kernel/money.js';
import type { Instant } from '../../kernel/instant.js';
import { type Purchase, type PurchaseState, totalOf } from './purchase.js';
import type { PurchaseStep } from './step.js';

/** The same in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A notice as the room that delivers it takes it; its id is made of the step, so that it is told once. */
export interface Draft {
  readonly id: string;
  readonly thread: string;
  readonly kind: 'report' | 'reminder';
  readonly level: 'routine';
  readonly villageId: string;
  readonly at: Instant;
  readonly title: Words;
  readonly lines: readonly Words[];
  readonly counted: Words;
}

interface Told {
  readonly what: Words;
  readonly counted: Words;
}

const said = (zh: string, en: string, counted: string): Told => ({
  what: { zh, en },
  counted: { zh: `笔采购${zh}`, en: counted },
});

const STEPS: Readonly<Partial<Record<PurchaseStep['action'], Told>>> = {
  submit: said('待审批', 'to be approved', 'purchases to be approved'),
  return: said('被退回', 'returned', 'purchases returned'),
  approve: said('已批准，待公示', 'approved, to be publicised', 'purchases approved'),
  publicise: said('公示', 'publicised', 'purchases publicised'),
  import: said(
    '由往年文件导入，待核对',
    'imported from a file of past years, to be checked',
    'purchases imported',
  ),
  object: said('公示有异议', 'objected to', 'objections to purchases'),
  close: said('办结', 'closed', 'purchases closed'),
};
const CORRECTED = said('已更正，需重新提交', 'corrected, to be submitted again', 'purchases corrected');
const VOID = said('作废', 'void', 'purchases void');

/** What is late, by where the purchase stands. */
const LATE: Readonly<Partial<Record<PurchaseState, Told>>> = {
  draft: said('逾期未提交', 'is late: to be submitted', 'purchases to be submitted'),
  returned: said('退回后逾期未提交', 'is late: to be submitted again', 'purchases to be submitted again'),
  submitted: said('逾期未审批', 'is late: to be approved', 'purchases to be approved'),
  approved: said('逾期未公示', 'is late: to be publicised', 'purchases to be publicised'),
  publicised: said('公示期满，逾期未办结', 'is late: to be closed', 'purchases to be closed'),
};

/** Null for a step that nobody need be told of: what a village writes and mends before anybody has read it. */
export function purchaseNotice(purchase: Purchase, step: PurchaseStep): Draft | null {
  const told = toldOf(step);
  if (told === null) return null;
  const thread = `purchase:${purchase.id}`;
  return {
    id: `${thread}:${step.id}`,
    thread,
    kind: step.action === 'remind' ? 'reminder' : 'report',
    level: 'routine',
    villageId: purchase.villageId,
    at: step.at,
    title: titleOf(purchase, told.what),
    lines: [...why(step), ...when(step)],
    counted: told.counted,
  };
}

function toldOf({ action, from, to }: PurchaseStep): Told | null {
  if (action === 'import' && to === 'draft') return null;
  if (action === 'remind') return LATE[to] ?? null;
  const isNews = from !== null && from !== 'draft' && from !== 'returned';
  if (action === 'correct') return isNews ? CORRECTED : null;
  if (action === 'void') return isNews ? VOID : null;
  return STEPS[action] ?? null;
}

function titleOf({ boughtOn, supplier, lines }: Purchase, what: Words): Words {
  const amount = formatYuan(totalOf(lines));
  return {
    zh: `采购 ${boughtOn} ${supplier} ${amount} 元：${what.zh}`,
    en: `Purchase of ${boughtOn}, ${supplier}, ${amount} yuan: ${what.en}`,
  };
}

/** Not what people object: it may name somebody, and messages go to groups. */
function why({ details, actor }: PurchaseStep): readonly Words[] {
  const { reason } = details;
  return typeof reason === 'string'
    ? [{ zh: `${actor.name}：${reason}`, en: `${actor.name}: ${reason}` }]
    : [];
}

function when({ action, details }: PurchaseStep): readonly Words[] {
  if (action !== 'publicise' && action !== 'import') return [];
  const { publicFrom, publicTo } = details as Readonly<Record<string, string>>;
  return [{ zh: `公示 ${publicFrom} 至 ${publicTo}`, en: `Public from ${publicFrom} to ${publicTo}` }];
}
