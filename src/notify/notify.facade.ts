import type { Notice } from './domain/notice.js';

export interface NotifyNumbers {
  /** Copies of notices that wait for a digest. */
  readonly waiting: number;
  /** Deliveries that were given up. */
  readonly dead: number;
}

/** Tells people, through whatever channels they set up. */
export abstract class Notices {
  /**
   * Takes notices over: when this resolves they are committed and will reach every channel they are for, at least once,
   * also after a crash. A notice whose id was posted before is passed over, so posting again after a failure is right.
   * All or nothing; in the order in which they are to be told.
   */
  abstract post(notices: readonly Notice[]): Promise<void>;
  abstract numbers(): Promise<NotifyNumbers>;
}
