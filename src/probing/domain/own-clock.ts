import { SECOND_MS } from '../../kernel/instant.js';

export interface OwnClockPolicy {
  /** Of fewer cameras nobody can tell whose clock is off. */
  readonly minCameras: number;
  /** 0…1: "nearly all" agree. */
  readonly share: number;
  /** So far from ours a clock may be, and so far from each other those that agree. */
  readonly limitS: number;
  /** What the town's local time is ahead of UTC; a device that sends local time as UTC is ahead of us by that. */
  readonly localTimeMs: number;
}

/**
 * By how much the clocks of the cameras say that ours is off: milliseconds that they are ahead of us, 0 where ours is
 * right or nobody can tell. Nearly all of them wrong in the same way is less likely than one of ours; but where they are
 * ahead by the town's own local time it is they: whole towns send local time as UTC. Worked value: of 20 cameras 19 are
 * 3,600 s ahead within 10 s of each other, and one is 7,200 s ahead: ours is 3,600 s behind.
 */
export function ownClockError(offsetsMs: readonly number[], policy: OwnClockPolicy): number {
  const { minCameras, share, limitS, localTimeMs } = policy;
  const limitMs = limitS * SECOND_MS;
  if (offsetsMs.length < minCameras) return 0;
  const middleMs = offsetsMs.toSorted((a, b) => a - b)[Math.floor(offsetsMs.length / 2)]!;
  if (Math.abs(middleMs) <= limitMs) return 0;
  if (localTimeMs !== 0 && Math.abs(middleMs - localTimeMs) <= limitMs) return 0;
  const agreeing = offsetsMs.filter((offsetMs) => Math.abs(offsetMs - middleMs) <= limitMs).length;
  return agreeing >= share * offsetsMs.length ? middleMs : 0;
}

/** What the clock of each camera said last. */
export class HeardClocks {
  private readonly byCamera = new Map<string, number>();
  private right = 0;

  /** `limitS`: so many seconds from ours a clock may be. */
  constructor(private readonly limitS: number) {}

  get size(): number {
    return this.byCamera.size;
  }

  /** Then ours is right, by the same rule, and nobody needs to sort what all of them said to know. */
  get mostAreRight(): boolean {
    return 2 * this.right > this.size;
  }

  offsetsMs(): readonly number[] {
    return [...this.byCamera.values()];
  }

  hear(cameraId: string, offsetMs: number): void {
    this.forget(cameraId);
    this.byCamera.set(cameraId, offsetMs);
    if (this.isRight(offsetMs)) this.right += 1;
  }

  forget(cameraId: string): void {
    const offsetMs = this.byCamera.get(cameraId);
    if (offsetMs !== undefined && this.isRight(offsetMs)) this.right -= 1;
    this.byCamera.delete(cameraId);
  }

  clear(): void {
    this.byCamera.clear();
    this.right = 0;
  }

  private isRight(offsetMs: number): boolean {
    return Math.abs(offsetMs) <= this.limitS * SECOND_MS;
  }
}
