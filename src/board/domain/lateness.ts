import type { Instant } from '../../kernel/instant.js';

export interface LatenessShares {
  /** Probes that this is said of. */
  readonly probes: number;
  /** Half began no later than this, milliseconds; null where none began. */
  readonly p50Ms: number | null;
  /** And 95 in a hundred no later than this. */
  readonly p95Ms: number | null;
}

/** How late the last probes began: so many of them at most, and none that began before the window. */
export class LatenessBook {
  private readonly instants: Float64Array;
  private readonly late: Float64Array;
  private noted = 0;

  constructor(
    private readonly room: number,
    private readonly windowMs: number,
  ) {
    this.instants = new Float64Array(room);
    this.late = new Float64Array(room);
  }

  note(at: Instant, latenessMs: number): void {
    this.instants[this.noted % this.room] = at;
    this.late[this.noted % this.room] = latenessMs;
    this.noted += 1;
  }

  shares(now: Instant): LatenessShares {
    const kept = this.late
      .subarray(0, Math.min(this.noted, this.room))
      .filter((_late, index) => this.instants[index]! > now - this.windowMs)
      .toSorted();
    return { probes: kept.length, p50Ms: rank(kept, 0.5), p95Ms: rank(kept, 0.95) };
  }
}

/** The nearest rank: the least value that `share` of them do not exceed. */
function rank(sorted: Float64Array, share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
