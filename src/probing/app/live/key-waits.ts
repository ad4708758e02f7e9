import type { LiveFacts, LivePicture } from './live-port.js';

/** A key picture of a session that runs anyway. */
export interface Key {
  readonly facts: LiveFacts;
  readonly picture: LivePicture;
}

/** Probes that wait for the next key picture of a session that runs anyway. */
export class KeyWaits {
  private readonly waiting = new Set<(key: Key | null) => void>();
  private isOver = false;

  /** Null when the session ends before. Rejects only with the signal's reason. */
  next(signal: AbortSignal): Promise<Key | null> {
    if (this.isOver) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        this.waiting.delete(take);
        reject(signal.reason as Error);
      };
      const take = (key: Key | null): void => {
        signal.removeEventListener('abort', stop);
        this.waiting.delete(take);
        resolve(key);
      };
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      this.waiting.add(take);
    });
  }

  give(facts: LiveFacts, picture: LivePicture): void {
    for (const take of this.waiting) take({ facts, picture });
  }

  end(): void {
    this.isOver = true;
    for (const take of this.waiting) take(null);
  }
}
