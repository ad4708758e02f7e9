import { constantFrom, integer, oneof, record, type Arbitrary } from 'fast-check';

/** What is done next; `a`, `b` and `p` choose among the sources and purchases that there are, round and round. */
export type Operation =
  | { readonly do: 'award'; readonly x: number }
  | { readonly do: 'correct-award'; readonly a: number; readonly x: number }
  | { readonly do: 'take-back'; readonly a: number }
  | { readonly do: 'buy'; readonly a: number; readonly b: number; readonly x: number; readonly y: number }
  | {
      readonly do: 'correct';
      readonly p: number;
      readonly a: number;
      readonly b: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly do: 'void' | 'submit' | 'return'; readonly p: number }
  | { readonly do: 'repeat' };

const index = integer({ min: 0, max: 99 });
const spent = integer({ min: 1, max: 400 });

export const operations: Arbitrary<Operation> = oneof(
  {
    weight: 3,
    arbitrary: record({ do: constantFrom('award' as const), x: integer({ min: 1, max: 1_000 }) }),
  },
  {
    weight: 3,
    arbitrary: record({
      do: constantFrom('correct-award' as const),
      a: index,
      x: integer({ min: 1, max: 1_000 }),
    }),
  },
  { weight: 1, arbitrary: record({ do: constantFrom('take-back' as const), a: index }) },
  {
    weight: 6,
    arbitrary: record({ do: constantFrom('buy' as const), a: index, b: index, x: spent, y: spent }),
  },
  {
    weight: 5,
    arbitrary: record({
      do: constantFrom('correct' as const),
      p: index,
      a: index,
      b: index,
      x: spent,
      y: spent,
    }),
  },
  { weight: 4, arbitrary: record({ do: constantFrom('void', 'submit', 'return'), p: index }) },
  { weight: 2, arbitrary: record({ do: constantFrom('repeat' as const) }) },
);

export type Funding = Readonly<Record<string, number>>;

interface ModelPurchase {
  funding: Funding;
  state: 'draft' | 'submitted' | 'returned' | 'void';
}

/** The ledger as a child would keep it: what came in, less what living purchases cost. */
export class Model {
  readonly awards = new Map<string, number | null>();
  readonly purchases = new Map<string, ModelPurchase>();

  /** What is left of a source, `without` one purchase. */
  left(awardId: string, without: string | null = null): number {
    const living = [...this.purchases].filter(([id, { state }]) => state !== 'void' && id !== without);
    const costs = living.map(([, { funding }]) => funding[awardId] ?? 0);
    return (this.awards.get(awardId) ?? 0) - costs.reduce((sum, cost) => sum + cost, 0);
  }

  /** Why a purchase of this cannot be; null where it can. */
  refusalToBuy(funding: Funding, without: string | null = null): string | null {
    if (Object.keys(funding).some((id) => this.awards.get(id) === null)) return 'award-is-void';
    const isShort = Object.entries(funding).some(([id, cost]) => this.left(id, without) < cost);
    return isShort ? 'award-overdrawn' : null;
  }

  refusalToCorrect(id: string, funding: Funding): string | null {
    const { state } = this.purchases.get(id)!;
    const isFixed = state === 'submitted' || state === 'void';
    return isFixed ? 'wrong-state' : this.refusalToBuy(funding, id);
  }

  refusalToCorrectAward(id: string, amount: number | null): string | null {
    const before = this.awards.get(id)!;
    if (before === null) return 'award-is-void';
    return (amount ?? 0) < before - this.left(id) ? 'award-overdrawn' : null;
  }

  refusalToStep(id: string, step: 'void' | 'submit' | 'return'): string | null {
    const { state } = this.purchases.get(id)!;
    const isRight = step === 'return' ? state === 'submitted' : state === 'draft' || state === 'returned';
    return isRight ? null : 'wrong-state';
  }
}
