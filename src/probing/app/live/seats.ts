import { DomainError } from '../../../kernel/domain-error.js';

interface SeatLimits {
  readonly maxViewersPerCamera: number;
  readonly maxViewers: number;
}

const ASK_AGAIN_S = 30;

/** How many may watch: of one camera, and of all together. */
export class Seats {
  private readonly taken = new Map<string, number>();
  private all = 0;

  constructor(private readonly limits: SeatLimits) {}

  /** Throws a {@link DomainError} where none is left. */
  take(cameraId: string): void {
    const { maxViewers, maxViewersPerCamera } = this.limits;
    const here = this.taken.get(cameraId) ?? 0;
    if (maxViewers === 0)
      throw new DomainError(
        'forbidden',
        'live-view-off',
        'Live view is switched off here (live.maxViewers is 0).',
      );
    if (here >= maxViewersPerCamera)
      throw full(
        'camera-viewers',
        `${here} watch this camera already, as many as may; ask again when one leaves.`,
      );
    if (this.all >= maxViewers)
      throw full(
        'all-viewers',
        `${this.all} live views are open, as many as may be; ask again when one ends.`,
      );
    this.taken.set(cameraId, here + 1);
    this.all += 1;
  }

  leave(cameraId: string): void {
    const here = this.taken.get(cameraId) ?? 0;
    if (here > 1) this.taken.set(cameraId, here - 1);
    else this.taken.delete(cameraId);
    this.all -= 1;
  }
}

function full(code: string, message: string): DomainError {
  return new DomainError('throttled', `too-many-${code}`, message, [], { retryAfterS: ASK_AGAIN_S });
}
