import { deepStrictEqual, strictEqual } from 'node:assert';
import { DomainError } from '../../src/kernel/domain-error.js';
import { type Funding, Model, type Operation } from './funding-model.js';
import { awardTerms, draftOf, type FundingRun, HERE } from './funding-run.js';

/** Plays operations on the service and on the model, side by side. */
export class Play {
  readonly model = new Model();
  /** Code of each refusal, and `done`, with how often it was. */
  readonly outcomes = new Map<string, number>();
  private keys = 0;
  private last: (() => Promise<unknown>) | null = null;

  constructor(private readonly run: FundingRun) {}

  async do(operation: Operation): Promise<void> {
    switch (operation.do) {
      case 'award':
        return this.enter(operation.x);
      case 'correct-award':
        return this.correctAward(operation.a, operation.x);
      case 'take-back':
        return this.correctAward(operation.a, null);
      case 'buy':
        return this.buy(this.fundingOf(operation));
      case 'correct':
        return this.correct(pick(this.model.purchases, operation.p), this.fundingOf(operation));
      case 'repeat':
        await this.last?.();
        return;
      default:
        return this.step(pick(this.model.purchases, operation.p), operation.do);
    }
  }

  private async enter(amount: number): Promise<void> {
    const terms = awardTerms(amount);
    const call = this.newCall(terms);
    const made = await this.write(null, () => this.run.awards.enter(call, HERE, terms));
    this.model.awards.set(made!.award.id, amount);
  }

  private async correctAward(index: number, amount: number | null): Promise<void> {
    const id = pick(this.model.awards, index);
    if (id === null) return;
    const terms = amount === null ? null : awardTerms(amount);
    const call = this.newCall([id, terms]);
    const correct = () => this.run.awards.correct(call, id, null, { reason: '录错', terms });
    const made = await this.write(this.model.refusalToCorrectAward(id, amount), correct);
    if (made !== null) this.model.awards.set(id, amount);
  }

  private async buy(funding: Funding): Promise<void> {
    if (Object.keys(funding).length === 0) return;
    const draft = draftOf(funding);
    const call = this.newCall(draft);
    const made = await this.write(this.model.refusalToBuy(funding), () =>
      this.run.pen.enter(call, HERE, draft),
    );
    if (made !== null) this.model.purchases.set(made.id, { funding, state: 'draft' });
  }

  private async correct(id: string | null, funding: Funding): Promise<void> {
    if (id === null) return;
    const draft = draftOf(funding);
    const call = this.newCall([id, draft]);
    const correction = { expected: null, reason: '录错', draft };
    const correct = () => this.run.pen.correct(call, id, correction);
    const made = await this.write(this.model.refusalToCorrect(id, funding), correct);
    if (made !== null) this.model.purchases.get(id)!.funding = funding;
  }

  private async step(id: string | null, action: 'void' | 'submit' | 'return'): Promise<void> {
    if (id === null) return;
    const refusal = this.model.refusalToStep(id, action);
    const call = this.newCall([id, action]);
    const made =
      action === 'void'
        ? await this.write(refusal, () => this.run.pen.void(call, id, { expected: null, reason: '重复' }))
        : await this.outcome(refusal, () =>
            this.run.pen.do(id, action === 'submit' ? { action } : { action, reason: '缺发票' }, null),
          );
    const states = { void: 'void', submit: 'submitted', return: 'returned' } as const;
    if (made !== null) this.model.purchases.get(id)!.state = states[action];
  }

  /** As {@link outcome}, of a call that may be repeated: it writes nothing then and answers the same. */
  private async write<T>(refusal: string | null, call: () => Promise<T>): Promise<T | null> {
    const answer = await this.outcome(refusal, call);
    if (answer !== null) this.last = async () => deepStrictEqual(await this.asAdmin(call), answer);
    return answer;
  }

  /** What was answered; null where it was refused, as it should be. */
  private async outcome<T>(refusal: string | null, call: () => Promise<T>): Promise<T | null> {
    const [code, answer] = await this.asAdmin(call).then(
      (made) => [null, made] as const,
      (cause: unknown) => [codeOf(cause), null] as const,
    );
    this.outcomes.set(code ?? 'done', (this.outcomes.get(code ?? 'done') ?? 0) + 1);
    strictEqual(code, refusal);
    return answer;
  }

  private asAdmin<T>(call: () => Promise<T>): Promise<T> {
    return this.run.as('所长', 'admin', call);
  }

  private newCall(body: unknown) {
    return { key: `k${(this.keys += 1)}`, route: 'POST /here', body };
  }

  /** One source that pays, or two. */
  private fundingOf({ a, b, x, y }: { a: number; b: number; x: number; y: number }): Funding {
    const [first, second] = [pick(this.model.awards, a), pick(this.model.awards, b)];
    if (first === null || second === null) return {};
    return first === second ? { [first]: x } : { [first]: x, [second]: y };
  }
}

function pick(among: ReadonlyMap<string, unknown>, index: number): string | null {
  return among.size === 0 ? null : [...among.keys()][index % among.size]!;
}

function codeOf(cause: unknown): string {
  if (cause instanceof DomainError) return cause.code;
  throw cause;
}
