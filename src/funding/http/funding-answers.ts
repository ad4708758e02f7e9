import { capitalYuan } from '../../kernel/capital-yuan.js';
import { isoOrNull, toIso } from '../../kernel/instant.js';
import { type Fen, formatYuan, minus, NO_MONEY, times } from '../../kernel/money.js';
import type { Balance } from '../app/balance-desk.js';
import { awardName } from '../domain/award.js';
import type { LedgerEntry, Source } from '../domain/entry.js';
import { type Purchase, totalOf } from '../domain/purchase.js';
import type { PurchaseStep } from '../domain/step.js';

/** The revision leaves the service as the ETag. */
export function awardAnswer({ award, leftFen }: Source) {
  const { revision: _revision, createdAt, amountFen, ...rest } = award;
  const received = award.isVoid ? NO_MONEY : amountFen;
  return {
    ...rest,
    name: awardName(award),
    ...inYuan('amount', amountFen),
    ...inYuan('spent', minus(received, leftFen)),
    ...inYuan('left', leftFen),
    createdAt: toIso(createdAt),
  };
}

/** The revision leaves the service as the ETag. */
export function purchaseAnswer(purchase: Purchase) {
  const { revision: _revision, reminders: _reminders, submittedBy, lines, shares, ...rest } = purchase;
  const whole = totalOf(lines);
  return {
    ...rest,
    submittedBy: submittedBy?.name ?? null,
    dueAt: isoOrNull(purchase.dueAt),
    createdAt: toIso(purchase.createdAt),
    lines: lines.map((line) => ({ ...line, ...inYuan('amount', times(line.unitPriceFen, line.quantity)) })),
    funding: shares.map(({ awardId, amountFen }) => ({ awardId, ...inYuan('amount', amountFen) })),
    ...inYuan('total', whole),
    totalInWords: capitalYuan(whole),
  };
}

export function balanceAnswer({ receivedFen, spentFen, leftFen }: Balance) {
  return { ...inYuan('received', receivedFen), ...inYuan('spent', spentFen), ...inYuan('left', leftFen) };
}

export function rowAnswer({ at, amountFen, ...row }: LedgerEntry) {
  return { ...row, at: toIso(at), ...inYuan('amount', amountFen) };
}

export function stepAnswer({ id, at, action, from, to, actor, details }: PurchaseStep) {
  return { id, at: toIso(at), action, from, to, by: { kind: actor.kind, name: actor.name }, ...details };
}

/** The same for programs and for people: `leftFen` is 14269700, and `leftYuan` is `142,697.00`. */
export function inYuan<N extends string>(
  name: N,
  amount: Fen,
): Record<`${N}Fen`, Fen> & Record<`${N}Yuan`, string> {
  return { [`${name}Fen`]: amount, [`${name}Yuan`]: formatYuan(amount) } as never;
}
