import { DomainError } from '../../kernel/domain-error.js';
import { type Fen, formatYuan, split, total } from '../../kernel/money.js';
import type { Share } from './purchase.js';

/** What a source is to pay: an amount, or so many parts of the whole. */
export interface AskedShare {
  readonly awardId: string;
  readonly amountFen: Fen | null;
  readonly parts: number | null;
}

/**
 * What each source pays of `whole`: the amounts as they are, which must add up, or the parts as {@link split} divides
 * them. Refusals are {@link DomainError}s of the kind `unprocessable`.
 */
export function sharesOf(whole: Fen, asked: readonly AskedShare[]): readonly Share[] {
  if (new Set(asked.map(({ awardId }) => awardId)).size < asked.length)
    throw refusal('same-source-twice', 'name each source once');
  const parts = asked.flatMap(({ parts: given }) => given ?? []);
  if (parts.length === asked.length) return inParts(whole, asked, parts);
  if (parts.length > 0) throw refusal('mixed-shares', 'give every share an amount, or every share its parts');
  return inAmounts(whole, asked);
}

function inParts(whole: Fen, asked: readonly AskedShare[], parts: readonly number[]): readonly Share[] {
  const amounts = split(whole, parts);
  if (amounts.includes(0 as Fen))
    throw refusal('share-of-nothing', 'a share comes to nothing; leave its source out');
  return asked.map(({ awardId }, index) => ({ awardId, amountFen: amounts[index]! }));
}

function inAmounts(whole: Fen, asked: readonly AskedShare[]): readonly Share[] {
  const shares = asked.flatMap(({ awardId, amountFen }) =>
    amountFen === null ? [] : { awardId, amountFen },
  );
  const sum = total(shares.map(({ amountFen }) => amountFen));
  if (sum === whole) return shares;
  throw refusal(
    'shares-do-not-add-up',
    `the shares are ${formatYuan(sum)} yuan together, and the lines ${formatYuan(whole)}; make them the same to the fen`,
  );
}

function refusal(code: string, message: string): DomainError {
  return new DomainError('unprocessable', code, `funding: ${message}`, [{ path: 'funding', message }]);
}
