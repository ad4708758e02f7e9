import { DomainError } from '../../kernel/domain-error.js';

interface SeatLimits {
  readonly maxStreams: number;
  readonly maxStreamsPerActor: number;
}

const ASK_AGAIN_S = 30;

/** How many pages may listen: of one account or token, and of all together. */
export class StreamSeats {
  private readonly taken = new Map<string, number>();
  private all = 0;

  constructor(private readonly limits: SeatLimits) {}

  get count(): number {
    return this.all;
  }

  /** Throws a {@link DomainError} where none is left; answers with how to give it back, harmless more than once. */
  take(actor: string): () => void {
    const { maxStreams, maxStreamsPerActor } = this.limits;
    const theirs = this.taken.get(actor) ?? 0;
    if (theirs >= maxStreamsPerActor)
      throw full('streams-of-yours', `${theirs} pages of yours listen already; close one.`);
    if (this.all >= maxStreams)
      throw full(
        'streams',
        `${this.all} pages listen already, as many as may; ask again when one is closed.`,
      );
    this.taken.set(actor, theirs + 1);
    this.all += 1;
    let isGiven = false;
    return () => {
      if (!isGiven) this.give(actor);
      isGiven = true;
    };
  }

  private give(actor: string): void {
    const theirs = this.taken.get(actor) ?? 0;
    if (theirs > 1) this.taken.set(actor, theirs - 1);
    else this.taken.delete(actor);
    this.all -= 1;
  }
}

function full(code: string, message: string): DomainError {
  return new DomainError('throttled', `too-many-${code}`, message, [], { retryAfterS: ASK_AGAIN_S });
}
