import type { ReportedChange } from '../../app/plan-report.js';
import type { Status } from '../../domain/map/status.js';
import type { PlanState } from '../../domain/plans/plan.js';

export const KIND_WORDS: Readonly<Record<ReportedChange['kind'], string>> = {
  buy: '新增',
  move: '移位',
  turn: '转向',
  'change-lens': '换镜头',
  remove: '拆除',
  repair: '维修',
};

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  covered: '已覆盖',
  fragile: '单点覆盖',
  dark: '失明',
  uncovered: '未覆盖',
};

export const STATE_WORDS: Readonly<Record<PlanState, string>> = { draft: '草案', entered: '已录入' };

/** Worked value: 14,269,700 fen is 142697. */
export function yuan(fen: number): number {
  return fen / 100;
}

/** Sums of weights such as 0.1 + 0.2, without the dust behind them. */
export function weight(sum: number): number {
  return Math.round(sum * 1_000) / 1_000;
}
