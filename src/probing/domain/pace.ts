import { SECOND_MS } from '../../kernel/instant.js';

/** Before anything is known. */
const FIRST = 64;
/** However slow: some devices always are. */
const LEAST = 16;
const DECIDED_EVERY_MS = SECOND_MS;
/** One delay says nothing; so many do. */
const FEWEST = 16;
const GROWTH = 1.25;

export interface PaceLimits {
  /** Looks at once, however well they fare. */
  readonly most: number;
  /** Delays of which the median is longer come from too much at once; milliseconds. */
  readonly longestMs: number;
}

/** How one look fared. */
export interface Fared {
  /** What it waited for something that takes no time where there is room; milliseconds. */
  readonly delayMs: number;
  /** Whether others wait for a place. */
  readonly isShort: boolean;
  /** By a clock that never jumps. */
  readonly nowMs: number;
}

/**
 * How many looks may be under way at once, learned from how the looks before them fared. A second in which their median delay
 * is longer than the limit halves it; one in which it is less than half of that, and places were short, adds a quarter. The
 * median, because devices that are slow or dead say nothing of the others. Worked values, for a limit of 1 s: a median of 1.2 s
 * makes 64 places 32; of 0.7 s leaves them; of 0.3 s makes them 80.
 */
export class Pace {
  private allowed: number;
  private delaysMs: number[] = [];
  private wasShort = false;
  private decidedMs = -Infinity;

  constructor(private readonly limits: PaceLimits) {
    this.allowed = Math.min(FIRST, limits.most);
  }

  get places(): number {
    return this.allowed;
  }

  saw({ delayMs, isShort, nowMs }: Fared): void {
    this.delaysMs.push(delayMs);
    this.wasShort ||= isShort;
    if (this.delaysMs.length < FEWEST || nowMs - this.decidedMs < DECIDED_EVERY_MS) return;
    const medianMs = this.delaysMs.toSorted((a, b) => a - b)[this.delaysMs.length >> 1]!;
    const { most, longestMs } = this.limits;
    if (medianMs > longestMs) this.allowed = Math.min(most, Math.max(LEAST, this.allowed >> 1));
    else if (medianMs <= longestMs / 2 && this.wasShort)
      this.allowed = Math.min(most, Math.ceil(this.allowed * GROWTH));
    this.delaysMs = [];
    this.wasShort = false;
    this.decidedMs = nowMs;
  }
}
