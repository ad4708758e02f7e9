import { type Fen, formatYuan, minus, NO_MONEY, total } from '../../../kernel/money.js';
import { refusal, type Refusal } from '../../../kernel/sheet/refusal.js';
import { awardName } from '../award.js';
import type { Source } from '../entry.js';
import type { Share } from '../purchase.js';

/** What is left of each source while one purchase of a file after the other is paid. */
export class Remaining {
  private readonly left: Map<string, Fen>;
  private readonly sources: ReadonlyMap<string, Source>;

  constructor(sources: readonly Source[]) {
    this.sources = new Map(sources.map((source) => [source.award.id, source]));
    this.left = new Map(sources.map(({ award, leftFen }) => [award.id, leftFen]));
  }

  /** Null where there is enough: then it is taken. */
  take(shares: readonly Share[]): Refusal | null {
    const short = shares.find(({ awardId, amountFen }) => amountFen > this.of([awardId]));
    if (short !== undefined) return this.overdrawn(short);
    for (const { awardId, amountFen } of shares) this.left.set(awardId, minus(this.of([awardId]), amountFen));
    return null;
  }

  /** Of these sources together. */
  of(awardIds: readonly string[]): Fen {
    return total(awardIds.map((id) => this.left.get(id) ?? NO_MONEY));
  }

  private overdrawn({ awardId, amountFen }: Share): Refusal {
    const name = awardName(this.sources.get(awardId)!.award);
    const [left, asked] = [formatYuan(this.of([awardId])), formatYuan(amountFen)];
    return refusal(
      'award-overdrawn',
      [
        `“${name}”只剩 ${left} 元，要支出 ${asked} 元`,
        `"${name}" has ${left} yuan left, and ${asked} are asked of it`,
      ],
      ['其余部分写另一个资金来源', 'take the rest from another source'],
    );
  }
}
